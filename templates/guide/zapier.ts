// The steps of a recipe's Zap, in the client's language and with the names of their columns.
import { actionOutput } from '../../passes/output.ts';
import { triggerOutput } from '../../triggers/delivery.ts';
import type { RecipeName } from '../recipeNames.ts';
import { revoke, update } from '../recipes/changedRow.ts';
import { couponZap } from '../recipes/couponExpired.ts';
import { messageField, show } from '../recipes/lockScreen.ts';
import { table } from '../recipes/markdown.ts';
import { zap as newRowZap } from '../recipes/newRow.ts';
import { redeem } from '../recipes/redemptionLink.ts';
import { zap as signUpZap } from '../recipes/signUpSheet.ts';
import { declarationOf, type PassKitStep, type Value, type ZapStep } from '../recipes/zap.ts';
import type { Settings } from '../settings.ts';
import { type Words, wordsOf } from '../words/index.ts';
import { columnNames, rowTypes } from '../words/types.ts';
import { codaTexts } from './codaTexts.ts';
import { codes, type GuideTexts } from './types.ts';

type Rows = (readonly [string, string])[];

interface Step {
  app: string;
  event: string;
  rows: Rows;
}

interface Context {
  words: Words;
  texts: GuideTexts;
  settings: Settings;
  /** How many steps more there are than in the recipe: a lookup of the client's words. */
  shift: number;
}

/** Whether Zapier's Pass Type takes the client's words as they are. */
export const understood = ({ types }: Words): boolean => {
  const english = wordsOf({ language: 'en' }).types;
  return rowTypes.every((type) => types[type] === english[type]);
};

const outputs = { ...triggerOutput, ...actionOutput };
const isPassKit = (step: ZapStep): step is PassKitStep => step.app === 'PassKit';

function valueIn({ words, texts: { zapier }, settings, shift }: Context, value: Value): string {
  if ('text' in value) return `\`${value.text}\``;
  if ('project' in value) {
    const known = settings[value.project];
    return known ? `\`${known}\`` : zapier.chooseYours;
  }
  if ('output' in value)
    return zapier.ofStep(
      outputs[value.output]?.label ?? value.output,
      value.step + (value.step > 1 ? shift : 0),
    );
  const column = columnNames.find((name) => name === value.field);
  // The type in PassKit's words is what the lookup answers.
  if (shift > 0 && value.field === 'Type') return zapier.ofStep('Output', 2);
  return zapier.ofStep(column ? words.columns[column] : value.field, value.step);
}

const passKitStep = (context: Context, { key, fields }: PassKitStep): Step => {
  const declaration = declarationOf(key);
  return {
    app: 'PassKit',
    event: `**${declaration.label}**`,
    rows: Object.entries(fields).map(([name, value]) => [
      declaration.fields[name]?.label ?? name,
      valueIn(context, value),
    ]),
  };
};

const coda = ({ texts: { zapier } }: Context, event: string, rows: Rows = []): Step => ({
  app: 'Coda',
  event,
  rows: [['Doc, Table', zapier.yours], ...rows],
});

const lookup = ({ words, texts: { zapier } }: Context): Step => ({
  app: 'Formatter by Zapier',
  event: `**Utilities > Lookup Table**: ${zapier.lookup}`,
  rows: [
    ['Lookup Key', zapier.ofStep(words.columns.Type, 1)],
    ['Lookup Table', rowTypes.map((type) => `\`${words.types[type]}\` → \`${type}\``).join('; ')],
  ],
});

const activeOnly = ({ words: { columns, revoked }, texts: { zapier } }: Context): Step => ({
  app: 'Filter by Zapier',
  event: zapier.filterBoth,
  rows: [
    [zapier.ofStep(columns.Name, 1), zapier.exists],
    [zapier.ofStep(columns.Email, 1), zapier.exists],
    [zapier.ofStep(columns.Status, 1), zapier.notIn(codes(revoked))],
  ],
});

const writeLink = (context: Context, issued: number): Step => {
  const {
    words: { columns },
    texts: { zapier },
  } = context;
  return coda(context, zapier.updateRow, [
    ['Row', zapier.ofStep('Row ID', 1)],
    [columns['Pass Link'], zapier.ofStep('Pass Link', issued)],
    [columns['Pass ID'], zapier.ofStep('PassKit ID', issued)],
  ]);
};

const issuing = (context: Context, zap: readonly ZapStep[], typed: boolean): Step[] => {
  const before = typed && !understood(context.words) ? [lookup(context)] : [];
  const used = { ...context, shift: before.length };
  return [
    coda(used, used.texts.zapier.newRow),
    ...before,
    activeOnly(used),
    ...zap.filter(isPassKit).map((step) => passKitStep(used, step)),
    writeLink(used, 3 + before.length),
  ];
};

function changed(context: Context): Step[] {
  const before = understood(context.words) ? [] : [lookup(context)];
  const used = { ...context, shift: before.length };
  const {
    words,
    texts: { zapier },
  } = used;
  const status = zapier.ofStep(words.columns.Status, 1);
  return [
    coda(used, zapier.changedRow),
    ...before,
    {
      app: 'Paths by Zapier',
      event: zapier.paths,
      rows: [
        [`A: ${status}`, zapier.in(codes(words.revoked))],
        [`B: ${status}`, zapier.notIn(codes(words.revoked))],
      ],
    },
    { ...passKitStep(used, revoke), app: 'A · PassKit' },
    { ...passKitStep(used, update), app: 'B · PassKit' },
  ];
}

function followed(context: Context): Step[] {
  const {
    texts: { zapier },
  } = context;
  const [status, externalId, id] = ['Status', 'External ID', 'PassKit ID'].map((label) =>
    zapier.ofStep(label, 2),
  );
  return couponZap.map((step) =>
    isPassKit(step)
      ? passKitStep(context, step)
      : {
          app: step.app,
          event: zapier.filterBoth,
          rows: [
            [status ?? '', zapier.exactly('EXPIRED')],
            [externalId ?? '', zapier.doesNotContain(id ?? '')],
          ],
        },
  );
}

/** The Zap of each recipe. */
const zaps: Record<RecipeName, (context: Context) => Step[]> = {
  'new-row': (context) => issuing(context, newRowZap, true),
  'changed-row': changed,
  'sign-up-sheet': (context) => issuing(context, signUpZap, false),
  'redemption-link': (context) => [
    { app: 'Webhooks by Zapier', event: `**Catch Hook**: ${context.texts.zapier.catchHook}`, rows: [] },
    passKitStep(context, redeem),
  ],
  'coupon-expired': followed,
  'many-passes': () => [],
  'lock-screen': (context) => [coda(context, context.texts.zapier.changedRow), passKitStep(context, show)],
};

/** The section of a recipe about Zapier, as Markdown. */
export function onZapier(name: RecipeName, settings: Settings, words: Words, texts: GuideTexts): string {
  const { zapier } = texts;
  const steps = zaps[name]({ words, texts, settings, shift: 0 });
  if (steps.length === 0) return zapier.lineItems;
  const also = {
    'changed-row': zapier.changedRowUnsure,
    'redemption-link': zapier.receipt,
    'lock-screen': texts.lockScreen.zapier(messageField, codaTexts[settings.language].columns.message),
  }[String(name)];
  return [
    zapier.mapFirst,
    ...steps.map(({ app, event, rows }, index) =>
      [
        `**${zapier.step(index + 1)}.** ${app}: ${event}`,
        ...(rows.length > 0 ? [table(zapier.head, rows)] : []),
      ].join('\n\n'),
    ),
    ...(also ? [also] : []),
  ].join('\n\n');
}
