// The page of a step that the app on Zapier has besides what is declared; Make has something else in its place.
import * as z from 'zod';
import issuePass from '../creates/issuePass.ts';
import { differences } from '../make/differences.ts';
import { apiRequest } from '../zapier/apiRequest.ts';
import { toIssuePasses } from '../zapier/issuePasses.ts';
import { code, page, table } from './markdown.ts';
import { json, tryIt } from './operationPage.ts';
import { formPicture } from './pictures.ts';

interface Shown {
  key: string;
  display: { label: string; description: string };
  operation: { inputFields: readonly unknown[]; outputFields: readonly unknown[]; sample: object };
}

interface ZapierOnly {
  step: Shown;
  /** What there is on Make. */
  onMake: string;
  /** Inputs that depend on others, in words. */
  more: string;
  /** What PassKit is asked. */
  asks: string;
}

export const zapierOnly: readonly ZapierOnly[] = [
  {
    step: toIssuePasses(issuePass),
    onMake: differences.manyPasses.make,
    more: 'All other inputs are those of [Issue Pass](issue_pass.md): what is chosen from a list is the same for all rows, and texts, numbers and dates stand in each row, under `row_` and their key. **External ID** is needed in each row.',
    asks: 'For each row what [Issue Pass](issue_pass.md#what-passkit-is-asked) asks; five rows at a time.',
  },
  {
    step: apiRequest,
    onMake: differences.apiCall.make,
    more: '',
    asks: 'What you write. A write whose answer is lost is never sent again.',
  },
];

const input = z.object({
  key: z.string(),
  label: z.string().optional(),
  type: z.string().optional(),
  required: z.boolean().optional(),
  helpText: z.string().optional(),
});
const output = z.object({ key: z.string(), label: z.string() });

export function zapierOnlyPage({
  step: { key, display, operation },
  onMake,
  more,
  asks,
}: ZapierOnly): string {
  const shown = operation.inputFields.flatMap((one) => input.safeParse(one).data ?? []);
  const notes = shown.filter(({ type }) => type === 'copy');
  return page(
    `# ${display.label}`,
    display.description,
    ...notes.map(({ helpText }) => `> ${helpText}`),
    `On Zapier alone, as ${code(key)}. In its place on Make: ${onMake}.`,
    tryIt(key, false),
    '## Inputs',
    formPicture(key),
    table(
      ['Key', 'On Zapier', 'Needed', 'Help'],
      shown
        .filter(({ type }) => type !== 'copy')
        .map(({ key, label = key, required, helpText = '' }) => [
          code(key),
          `**${label}**`,
          required ? 'always' : '',
          helpText,
        ]),
    ),
    more,
    '## What comes back',
    table(
      ['Key', 'Label'],
      operation.outputFields.map((one) => output.parse(one)).map(({ key, label }) => [code(key), label]),
    ),
    json(operation.sample),
    '## What PassKit is asked',
    asks,
  );
}
