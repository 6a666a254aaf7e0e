// An example of the inputs of every step, and passes to try them on: from the lists of the embedded PassKit and the samples.
import { creates } from '../creates/index.ts';
import { appliesTo, type Fields } from '../operation/field.ts';
import { run, runDropdown } from '../operation/run.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { passTypes } from '../passes/kinds.ts';
import { searches } from '../searches/index.ts';
import { instantTriggers, pollingTriggers } from '../triggers/index.ts';
import type { Values } from './types.ts';
import type { World } from './world.ts';

/** The external ID of the passes that examples are about, one in each demo project. */
const demoPass = 'demo-1';

/** What an example fills in although it need not be. */
const helpful = ['externalId', 'displayName', 'emailAddress'];

const all = [...creates, ...searches, ...instantTriggers, ...pollingTriggers];

/** Inputs that a step runs with, for a pass type where it is for several. */
export async function exampleOf(world: World, key: string, chosen: string | undefined): Promise<Values> {
  const found = all.find((one) => one.key === key);
  if (!found) return {};
  const types = 'plans' in found ? Object.keys(found.plans) : found.passTypes;
  const passType = chosen && types.includes(chosen) ? chosen : types[0];
  const { demo } = world.sandbox;
  const example: Values = 'passType' in found.fields ? { passType } : {};
  for (const [name, field] of Object.entries(found.fields as Fields)) {
    if (name === 'passType' || !appliesTo(field, passType)) continue;
    const list = dropdownOf(field.dropdown);
    if (list && !list.ofPasses) {
      const of = Reflect.get(demo, name);
      const items = of
        ? []
        : await runDropdown(list, { ...demo, ...example, passType: passType ?? '' }, 0, world.runtime);
      if (field.required || of) example[name] = of ?? items[0]?.id;
    } else if (name === 'externalId' && 'id' in found.fields) example[name] = demoPass;
    else if (field.required === true || helpful.includes(name)) {
      const [choice] = field.choices ?? [];
      const said = found.sample[name];
      if (field.type === 'choices') example[name] = choice ? [choice.value] : [];
      else example[name] = said ?? choice?.value ?? byType[field.type] ?? '';
    }
  }
  return example;
}

const byType: Partial<Record<Fields[string]['type'], string | number>> = {
  text: 'Hello',
  number: 10,
  count: 1,
  dateTime: '2030-12-31',
  date: '1990-05-17',
  url: 'https://example.com/picture.png',
  email: 'jane@example.com',
};

/** Issues the passes that examples are about: one of each type. */
export async function issueExamples(world: World): Promise<void> {
  const issue = creates.find(({ key }) => key === 'issue_pass');
  if (!issue) return;
  for (const passType of passTypes) {
    const input = { ...(await exampleOf(world, issue.key, passType)), externalId: demoPass };
    // A type whose example PassKit refuses has no pass to try things on; its forms say so when they run.
    await run(issue, input, { ...world.runtime, now: new Date() }).catch(() => undefined);
  }
}
