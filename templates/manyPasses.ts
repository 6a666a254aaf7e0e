// Many passes in one go: a list comes in, each of its rows becomes a membership, and the links go back in one answer.
import type { Json } from '../make/iml.ts';
import {
  aggregator,
  blueprint,
  customWebhook,
  ignore,
  iterator,
  passkit,
  respondJson,
  withFilter,
} from './blueprint.ts';
import { jsonText } from './coda.ts';
import type { Settings } from './settings.ts';

const [row, issued, results] = [2, 3, 5];
const line = `{"externalId": "${jsonText(`${row}.externalId`)}", "id": "{{${issued}.id}}", "passUrl": "{{${issued}.passUrl}}", "outcome": "{{${issued}.outcome}}"}`;

/** A row without an external ID is left out: run again, it would be issued once more. */
export const manyPasses = (settings: Settings): Json =>
  blueprint(
    `${settings.client}: a list of rows, a pass each`,
    'Each row of a list that is sent to the webhook becomes a membership, and the answer has the link of each. A row that fails is missing in it, and stops no other. Sent again, nothing is issued twice.',
    [
      customWebhook(1, 'The list comes in'),
      iterator(row, 'Row by row', '{{1.rows}}'),
      ...withFilter(
        [
          {
            ...passkit(settings.app, issued, 'issuePass', 'Issue the pass', {
              passType: 'membership',
              programId: settings.programId,
              tierId: `{{${row}.tierId}}`,
              externalId: `{{${row}.externalId}}`,
              displayName: `{{${row}.displayName}}`,
              emailAddress: `{{${row}.emailAddress}}`,
            }),
            onerror: [ignore(4)],
          },
        ],
        { name: 'With an external ID', any: [[{ a: `{{${row}.externalId}}`, o: 'exist' }]] },
      ),
      aggregator(results, 'All results', row, { line }),
      respondJson(
        6,
        'Answer with the links',
        `{"sent": {{length(1.rows)}}, "done": {{length(${results}.array)}}, "results": [{{join(map(${results}.array; "line"); ", ")}}] }`,
      ),
    ],
  );
