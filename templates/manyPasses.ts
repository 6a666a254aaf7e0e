// Many passes in one go: a list comes in, each of its rows becomes a membership, and the links go back in one answer.
import type { Json } from '../make/iml.ts';
import {
  aggregator,
  customWebhook,
  ignore,
  iterator,
  passkit,
  respondJson,
  withFilter,
} from './blueprint.ts';
import { jsonText } from './jsonText.ts';
import { scenario } from './scenario.ts';
import type { Settings } from './settings.ts';

const [row, issued, results] = [2, 3, 5];
const line = `{"externalId": "${jsonText(`${row}.externalId`)}", "id": "{{${issued}.id}}", "passUrl": "{{${issued}.passUrl}}", "outcome": "{{${issued}.outcome}}"}`;

/** A row without an external ID is left out: run again, it would be issued once more. */
export const manyPasses = (settings: Settings): Json =>
  scenario(settings, 'manyPasses', ({ steps, filters }) => [
    customWebhook(1, steps.listComesIn),
    iterator(row, steps.rowByRow, '{{1.rows}}'),
    ...withFilter(
      [
        {
          ...passkit(settings.app, issued, 'issuePass', steps.issueOne, {
            passType: 'membership',
            programId: settings.programId,
            tierId: `{{${row}.tierId}}`,
            externalId: `{{${row}.externalId}}`,
            displayName: `{{${row}.displayName}}`,
            emailAddress: `{{${row}.emailAddress}}`,
          }),
          onerror: [ignore(4, steps.goOn)],
        },
      ],
      { name: filters.withId, any: [[{ a: `{{${row}.externalId}}`, o: 'exist' }]] },
    ),
    aggregator(results, steps.allResults, row, { line }),
    respondJson(
      6,
      steps.answer,
      `{"sent": {{length(1.rows)}}, "done": {{length(${results}.array)}}, "results": [{{join(map(${results}.array; "line"); ", ")}}] }`,
    ),
  ]);
