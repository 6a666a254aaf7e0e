// docs/costs.md: what a month of each recipe costs in Zapier tasks and Make operations, counted in its Zap and its blueprint.
import { type TemplateName, templates } from '../templates/index.ts';
import { operationsOf } from '../templates/operations.ts';
import { update } from '../templates/recipes/changedRow.ts';
import { couponZap } from '../templates/recipes/couponExpired.ts';
import { show } from '../templates/recipes/lockScreen.ts';
import { zap as newRow } from '../templates/recipes/newRow.ts';
import { redeem } from '../templates/recipes/redemptionLink.ts';
import { zap as signUp } from '../templates/recipes/signUpSheet.ts';
import type { ZapStep } from '../templates/recipes/zap.ts';
import { parseSettings } from '../templates/settings.ts';
import { page, table } from './markdown.ts';

/** The day on which the platforms' own pages on counting were read. */
const read = '28 November 2026';
const month = 30 * 24 * 60;
const rows = 100;
const looks = [120, 15] as const;

/** The actions of a Zap: neither triggers nor filters are tasks. */
const tasksOf = (actions: readonly ZapStep[]): number =>
  actions.filter(({ app }) => app !== 'Filter by Zapier').length;

interface Priced {
  recipe: string;
  title: string;
  /** What happens once. */
  once: string;
  /** Its Zap, without the trigger; nothing where Zapier cannot do it. */
  actions?: readonly ZapStep[];
  /** The Zap of a second thing that the same scenario does, and that thing. */
  also?: { once: string; actions: readonly ZapStep[] };
  blueprint?: TemplateName;
  /** How often the scenario runs for it, where it is more than once. */
  runs?: number;
}

const priced: readonly Priced[] = [
  {
    recipe: 'new-row',
    title: 'A new or changed row',
    once: 'a new row',
    actions: newRow.slice(1),
    also: { once: 'a change', actions: [update] },
    blueprint: 'new-and-changed-row',
  },
  {
    recipe: 'sign-up-sheet',
    title: 'A sign-up sheet',
    once: 'a sign-up',
    actions: signUp.slice(1),
    blueprint: 'sign-up-sheet',
  },
  {
    recipe: 'redemption-link',
    title: 'The link redeems, on opening',
    once: 'a redemption',
    blueprint: 'redemption-link',
  },
  {
    recipe: 'redemption-link',
    title: 'The link redeems, with a button',
    once: 'a redemption',
    blueprint: 'redemption-link-with-button',
    runs: 2,
  },
  { recipe: 'redemption-link', title: 'A till redeems', once: 'a redemption', actions: [redeem] },
  {
    recipe: 'coupon-expired',
    title: 'An expired coupon',
    once: 'an expired coupon',
    actions: couponZap.slice(1),
    blueprint: 'coupon-expired',
  },
  { recipe: 'many-passes', title: 'A list of rows, one list', once: 'a row', blueprint: 'many-passes' },
  { recipe: 'lock-screen', title: 'A message on the lock screen', once: 'a message', actions: [show] },
];

const settings = parseSettings({});
const number = (value: number) => value.toLocaleString('en');

/** What a scenario costs, and what it costs in a month. A run that looks by the clock finds something once a row at most. */
function operations({ once, also, blueprint, runs = 1 }: Priced): [string, string] {
  if (!blueprint) return ['', ''];
  const { idle, perRun, perRow, scheduled } = operationsOf(templates[blueprint](settings));
  const what = also ? `${once} or ${also.once}` : once;
  if (scheduled) {
    const inMonth = looks.map((every) => number((month / every) * idle + rows * (perRun - idle + perRow)));
    return [`${idle} for each look, ${perRun - idle + perRow} for ${what}`, inMonth.join(' to ')];
  }
  return perRow > 0
    ? [`${perRow} for ${what}, ${perRun} for each run`, number(rows * perRow + perRun)]
    : [`${perRun * runs} for ${what}`, number(rows * perRun * runs)];
}

function costRow(one: Priced): string[] {
  const { recipe, title, once, actions, also } = one;
  const zaps = [...(actions ? [{ once, tasks: tasksOf(actions) }] : [])];
  if (also) zaps.push({ once: also.once, tasks: tasksOf(also.actions) });
  return [
    `[${title}](recipes/${recipe}.md)`,
    zaps.map(({ once, tasks }) => `${tasks} for ${once}`).join(', '),
    zaps.map(({ tasks }) => number(rows * tasks)).join(' or '),
    ...operations(one),
  ];
}

export const costs = page(
  '# What a month costs',
  `Zapier bills tasks, Make bills operations (credits, on its bill). The numbers are counted in the Zaps and blueprints of the recipes. A month\nhere has ${rows} rows, changes or redemptions. PassKit’s own price for each pass comes on top.`,
  table(
    ['Recipe', 'Zapier tasks', `${rows} in a month`, 'Make operations', `${rows} in a month`],
    priced.map(costRow),
  ),
  `Where Make has two numbers, the scenario looks for rows by the clock: every ${looks[0]} minutes costs the smaller one, every ${looks[1]} minutes the larger. That is with a run of its own for each row, at the most: rows that are done in one run\nshare an operation of theirs. **On Make most of it is\nlooking, not working**: let it look as seldom as you can wait. Zapier’s looks cost nothing.`,
  '- **A list of rows** is one task on Zapier with *Issue Passes*, for up to 200 rows.\n- **A step that is halted** costs no task on Zapier. On Make a module that fails has run, and counts.\n- **An expired coupon** on Zapier costs one task less where the filter stops the Zap. On Make a pass event of any other coupon costs one or two operations.\n- **The [Coda Pack](coda.md)** and **the [redemption page](redeem.md)** cost neither tasks nor operations.',
  `How it is counted: on Zapier a task is an action that succeeds; triggers, filters and halted steps are none\n([Zapier, “Understand tasks”](https://help.zapier.com/hc/en-us/articles/8496196837261)). An older page of Zapier’s counts a filter that lets data pass: then the recipes\nwith a filter cost one task more. On Make an operation is a run of a module; routers, filters and directives of error handlers are none\n([Make Academy](https://academy-content.make.com/courses/make-foundation-operations-credits/01-introduction-to-operations-and-credits)). Both were read in stored copies on ${read}; the numbers of a route are those of the longest. None of this was seen on a bill yet.`,
);
