// An example of the inputs of every step, which runs: from the embedded PassKit's lists and the samples. What a step is about is
// issued for it, a pass of its own each time, so that it can be redeemed, revoked or handed on.
import { creates } from '../creates/index.ts';
import { appliesTo, type Field } from '../operation/field.ts';
import type { Operation } from '../operation/operation.ts';
import { run, runDropdown } from '../operation/run.ts';
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { searches } from '../searches/index.ts';
import { instantTriggers, pollingTriggers } from '../triggers/index.ts';
import type { Values } from './types.ts';
import type { World } from './world.ts';
import { lineItem } from './zapierSide.ts';

/** What an example fills in although it need not be. */
const helpful = ['externalId', 'displayName', 'emailAddress', 'points'];

type Step = Operation | InstantTrigger | PollingTrigger;
const all: readonly Step[] = [...creates, ...searches, ...instantTriggers, ...pollingTriggers];
const isOperation = (step: Step): step is Operation => 'plans' in step;
const typesOf = (step: Step) => (isOperation(step) ? Object.keys(step.plans) : step.passTypes);

const byType: Partial<Record<Field['type'], string | number>> = {
  text: 'Hello',
  number: 10,
  count: 1,
  dateTime: '2030-12-31',
  date: '1990-05-17',
  url: 'https://example.com/picture.png',
  email: 'jane@example.com',
};

/** Whether it makes a new pass. */
const issues = ({ sample, output }: Step) => sample.outcome === 'created' && 'passUrl' in output;

let examples = 0;

/** Inputs that a step runs with, for a pass type where it is for several. */
export async function exampleOf(world: World, key: string, chosen: string | undefined): Promise<Values> {
  examples++;
  const found = all.find((one) => one.key === key);
  if (!found) return zapierOnly[key]?.(world) ?? {};
  const types = typesOf(found);
  const passType = types.find((type) => type === chosen) ?? types[0] ?? '';
  const example = await filledIn(world, found, passType, await subjectOf(world, found, passType));
  // A trigger for one event alone has it in its name on Zapier, and in a field on Make.
  if (found.kind !== 'instant') return example;
  return { ...example, passType, events: found.events ?? example.events };
}

/** What names the pass, or the order, that a step is about; issued for it. Nothing where it is about none yet. */
async function subjectOf(world: World, step: Step, passType: string): Promise<Values> {
  const { fields } = step;
  const reads = isOperation(step) && step.kind === 'search';
  const orderNumber = `ORD-${examples}`;
  if ('orderNumber' in fields && !('tierId' in fields || 'seat' in fields)) {
    await issued(world, passType, { orderNumber });
    return { orderNumber };
  }
  if (!('id' in fields) && !(reads && 'externalId' in fields)) return {};
  const { id, externalId } = await issued(world, passType, {});
  return 'externalId' in fields ? { externalId } : { id };
}

/** Issues a pass of a type that nothing has happened to, and answers with its IDs. */
export async function issued(world: World, passType: string, more: Values) {
  examples++;
  const externalId = `demo-${examples}`;
  const issue = creates.find((one) => issues(one) && passType in one.plans);
  if (!issue) return { id: undefined, externalId };
  const input = await filledIn(world, issue, passType, { externalId, ...more });
  const runtime = { ...world.runtime, now: new Date() };
  // Where PassKit refuses it, the step says so when it runs.
  const [bundle] = await run(issue, input, runtime).catch(() => []);
  return { id: bundle?.id, externalId };
}

/** The fields of a step: what is given, what the demo account has, and else what the sample says. */
async function filledIn(world: World, step: Step, passType: string, given: Values): Promise<Values> {
  const { fields, sample } = step;
  const { demo } = world.sandbox;
  // The sample of a bundle has a balance; a step that changes it takes a difference.
  const points = issues(step) ? sample.points : byType.number;
  const known: Values = { ...demo, ...demo.flight, sequenceNumber: 1000 + examples, points };
  const example: Values = 'passType' in fields ? { passType } : {};
  const used = Object.entries<Field>(fields).filter(
    ([name, field]) => name !== 'passType' && appliesTo(field, passType),
  );
  for (const [name] of used) if (name in given) example[name] = given[name];
  for (const [name, field] of used) {
    if (name in example) continue;
    const list = dropdownOf(field.dropdown);
    if (list?.ofPasses || name === 'id') continue;
    const needed = isNeeded(field, example);
    if (list) {
      const items = known[name]
        ? []
        : await runDropdown(list, { ...demo, ...example, passType }, 0, world.runtime);
      if (needed || known[name]) example[name] = known[name] ?? items[0]?.id;
    } else if (needed || helpful.includes(name)) {
      const [choice] = field.choices ?? [];
      if (field.type === 'choices') example[name] = choice ? [choice.value] : [];
      else example[name] = known[name] ?? sample[name] ?? choice?.value ?? byType[field.type] ?? '';
    }
  }
  return example;
}

/** Whether a field is needed beside those that are filled in. */
const isNeeded = ({ required }: Field, example: Values) =>
  typeof required === 'object'
    ? required.unless.every((name) => example[name] === undefined)
    : required === true;

/** Of what the app on Zapier has besides. */
const zapierOnly: Record<string, (world: World) => Values> = {
  issue_passes: ({ sandbox: { demo } }) => ({
    passType: 'membership',
    programId: demo.programId,
    tierId: demo.tiers.bronze,
    [`${lineItem}row_externalId`]: `line-${examples}`,
    [`${lineItem}row_displayName`]: 'Jane Doe',
  }),
  api_request: () => ({ method: 'GET', path: '/user/profile' }),
};
