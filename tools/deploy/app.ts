// What Make keeps about the app itself; makecomapp.json has no place for it.

/** Make may answer with a longer name, such as `passkit-ab12cd`: that one is the id of the app. */
export const appIdentity = {
  name: 'passkit',
  label: 'PassKit',
  description: 'Issue, update, redeem and revoke wallet passes.',
  theme: '#0f766e',
  language: 'en',
  audience: 'global',
};

/** A deployed app: the id and the major version are in every path of Make's API. */
export interface DeployedApp {
  app: string;
  version: number;
}
