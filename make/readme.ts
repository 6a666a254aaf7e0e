// The README of the Make app: what its users read in Make.
import { kindOf, passTypes } from '../passes/kinds.ts';

/** In plain English: memberships, coupons, event tickets. */
const types = passTypes.map((passType) => `${kindOf(passType).label.toLowerCase()}s`).join(', ');
const values = passTypes.map((passType) => `\`${passType}\``).join(', ');

/** The README as Markdown, from the modules. */
export const readme = (modules: readonly { label: string; description: string }[]): string => `# PassKit

Issue, update, redeem and revoke Apple and Google Wallet passes of [PassKit](https://passkit.com):
${types} and boarding passes. A community app for PassKit's public API.

## Connect

1. In PassKit, open **Settings > Developer Tools** and note the API region, the API key and the API secret.
2. In Make, add the connection: choose the region, paste the key and the secret. A long-lived token works instead.

## Modules

| Module | What it does |
|---|---|
${modules.map(({ label, description }) => `| ${label} | ${description} |`).join('\n')}

## Good to know

- **External ID** is your own ID for a pass, such as the row ID; for a ticket, the ticket number. One external ID never
  gets a second pass, also when a module runs again.
- **Pass type** can be mapped, so that each row chooses one of: ${values}.
- A search that finds nothing returns no bundle and no error.
- Give each redemption its own **redemption reference**: a repeated run with the same reference is not an error.
- Fields that you leave blank in an update stay as they are on the pass; custom fields are merged.
`;
