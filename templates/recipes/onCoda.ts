// The way with the Coda Pack: the formulas of its buttons, as a recipe has them. Tests run them.
import { type Cut, cutsOf, keysInOrder } from '../../coda/cuts.ts';
import { creates } from '../../creates/index.ts';
import { actionOutput } from '../../passes/output.ts';
import { revokedWords } from '../coda.ts';
import type { RowType } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { wordsOf } from '../words/index.ts';
import { columnNames } from '../words/types.ts';
import { doc, type Paths, references } from './onMake.ts';
import type { PassKitStep, Value } from './zap.ts';

/** The button’s action for rows of a type: `IssueMembership("…", thisRow.[Tier], thisRow.RowId(), displayName: …)`. */
function action({ key, fields }: PassKitStep, passType: string, settings: Settings): string {
  const whole = creates.find((one) => one.key === key);
  const cut = whole && cutsOf(whole).find((one) => one.passType === passType);
  if (!cut) throw new Error(`The pack has no ${key} for ${passType}`);
  const given = keysInOrder(cut.fields).flatMap((name) => {
    const value = fields[name];
    if (!value) return [];
    const cell = inFormula(value, cut, name, settings);
    return [cut.fields[name]?.required === true ? cell : `${name}: ${cell}`];
  });
  return `${cut.formula}(${given.join(', ')})`;
}

function inFormula(value: Value, cut: Cut, name: string, settings: Settings): string {
  const { columns, placeholders } = wordsOf(settings);
  if ('text' in value) return `"${value.text}"`;
  if ('project' in value)
    return `"${settings[value.project] ?? `${placeholders.project} ${cut.fields[name]?.label}`}"`;
  const field = 'field' in value ? value.field : actionOutput[value.output]?.label;
  if (field === 'Row ID') return 'thisRow.RowId()';
  // The Pack’s own tables have its names.
  const own = 'field' in value && columnNames.find((column) => column === field);
  return `thisRow.[${own ? columns[own] : field}]`;
}

/** One action for rows of each type, by what their column Type says. */
export const byType = (
  settings: Settings,
  types: readonly RowType[],
  what: (type: RowType) => string,
): string => {
  const { columns, types: named } = wordsOf(settings);
  const cases = types.map((type) => `thisRow.[${columns.Type}] = "${named[type]}",\n    ${what(type)}`);
  return `SwitchIf(\n  ${cases.join(',\n  ')})`;
};

/** The formula of a button that acts on its row; `otherwise` is for rows whose status does not end a pass. */
export const buttonFor =
  (settings: Settings, step: PassKitStep, otherwise?: PassKitStep) =>
  (type: RowType): string =>
    otherwise
      ? `If(${ended(settings)},\n      ${action(step, type, settings)},\n      ${action(otherwise, type, settings)})`
      : action(step, type, settings);

/** An action that also writes a column into a custom field of the pass. */
export const withCustomField = (action: string, key: string, column: string): string =>
  action.replace(/\)$/, `, metaData: List("${key}", thisRow.[${column}]))`);

/** Whether the status of a row ends its pass. */
const ended = (settings: Settings): string => {
  const { columns, revoked } = wordsOf(settings);
  return `List(${revoked.map((word) => `"${word}"`).join(', ')}).Contains(thisRow.[${columns.Status}])`;
};

export const formula = (text: string): string => `\`\`\`\n${text}\n\`\`\``;

/** Behind a formula: what a project stands for that is not known yet, and where the other inputs of its actions are told. */
export const aboutFormula = (text: string, paths: Paths): string => {
  const used = creates.filter((one) => cutsOf(one).some((cut) => text.includes(`${cut.formula}(`)));
  return [
    ...(text.includes('"your ')
      ? [
          'Put the IDs of your own projects in place of `"your …"`: with the cursor there Coda offers them by name.',
        ]
      : []),
    `What else the formula can set: ${references(paths, used)}.`,
  ].join(' ');
};

/** The steps of a button that issues, and of the automation that pushes it; `text` is the formula of the button. */
export const issuingButton = (
  text: string,
  paths: Paths,
): string => `The row issues its own pass, and the link stands in it at once: no scenario, nothing to schedule, no second app.
Of the columns above only your own are needed.

1. Bring the Pack into your doc and add your PassKit account to it${paths.docs === undefined ? '' : ` (${doc(paths, 'coda.md', 'how')})`}.
2. Add a column **Issue** of the type *Button*. Open its action in the formula editor and put this in. ${aboutFormula(text, paths)}

${indented(formula(text))}

3. In the settings of the button, have its result written into a new column **Pass**.
4. Add a column **Pass Link** of the type *Link* with the formula \`thisRow.[Pass].\`, and choose **Pass Link** behind the dot.
5. Add an automation: when a row is added, or a form is submitted; if **Name** and **Email** are filled in and **Status** is none of
   ${revokedWords.map((word) => `*${word}*`).join(', ')}; then push the button **Issue** of that row.

A mistake is told where the button is, in plain words. A button that is pressed twice, or an automation that runs again, finds the
pass that is there.`;

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n');
