// What a user fills in to connect, in words that both platforms show. A help text takes how the platform writes labels.
import { regionLabel } from './connection.ts';
import type { Naming } from './connectionMistakes.ts';
import { regionNames } from './regions.ts';

const developerTools = '[Settings > Developer Tools](https://app.passkit.com/app/account/developer-tools)';

export const connectionFields = {
  region: {
    label: 'Region',
    help: () => `The region of your PassKit account. PassKit shows it under ${developerTools} as API region.`,
  },
  apiKey: {
    label: 'API Key',
    help: () =>
      `Copy it from ${developerTools} in PassKit, under REST credentials. Not the API prefix, which is an address.`,
  },
  apiSecret: {
    label: 'API Secret',
    help: (name: Naming) => `Stands beside the ${name('API Key')} in ${developerTools}.`,
  },
  apiToken: {
    label: 'Long-Lived Token',
    help: (name: Naming) =>
      `Only instead of ${name('API Key')} and ${name('API Secret')}. [How to get a long-lived token](https://help.passkit.com/en/articles/5743688-using-long-lived-api-tokens). PassKit recommends the key and secret.`,
  },
};

export const regionChoices = regionNames.map((value) => ({ value, label: regionLabel(value) }));
