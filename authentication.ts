// The PassKit connection on Zapier: what the user fills in, how it is tested, what it is called.
import type { Authentication } from 'zapier-platform-core';
import { regionLabel } from './passkit/connection.ts';
import type { regions } from './passkit/regions.ts';
import { testConnection } from './zapier/connectionTest.ts';

const developerTools = '[Settings > Developer Tools](https://app.passkit.com/app/account/developer-tools)';

export default {
  type: 'custom',
  fields: [
    {
      key: 'region',
      label: 'Region',
      type: 'string',
      required: true,
      choices: (['pub1', 'pub2'] satisfies (keyof typeof regions)[]).map((region) => ({
        value: region,
        sample: region,
        label: regionLabel(region),
      })),
      helpText: `The region of your PassKit account. PassKit shows it under ${developerTools} as API region.`,
    },
    {
      key: 'apiKey',
      label: 'API Key',
      type: 'string',
      required: false,
      helpText: `Copy it from ${developerTools} in PassKit, under REST credentials. Not the API prefix, which is an address.`,
    },
    {
      key: 'apiSecret',
      label: 'API Secret',
      type: 'password',
      required: false,
      helpText: `Stands beside the API Key in ${developerTools}.`,
    },
    {
      key: 'apiToken',
      label: 'Long-Lived Token',
      type: 'password',
      required: false,
      helpText:
        'Only instead of API Key and API Secret. [How to get a long-lived token](https://help.passkit.com/en/articles/5743688-using-long-lived-api-tokens). PassKit recommends the key and secret.',
    },
  ],
  test: testConnection,
  connectionLabel: '{{account}}',
} satisfies Authentication;
