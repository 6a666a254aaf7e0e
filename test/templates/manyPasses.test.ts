// A list of rows becomes a pass each: what is issued, what the answer says, and what happens when it is sent again.
import * as z from 'zod';
import { startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';

let stage: TemplateStage;
beforeEach(async () => {
  stage = await startTemplateStage();
});
afterEach(() => stage.close());

const said = z.strictObject({
  sent: z.number(),
  done: z.number(),
  results: z.array(
    z.strictObject({ externalId: z.string(), id: z.string(), passUrl: z.string(), outcome: z.string() }),
  ),
});

const row = (externalId: string, more = {}) => ({
  externalId,
  tierId: 'gold',
  displayName: `Holder of ${externalId}`,
  emailAddress: 'jane@example.com',
  ...more,
});

async function send(rows: object[]) {
  const { status, body, headers } = await stage.scenario('many-passes').call({ json: { rows } });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json');
  return said.parse(JSON.parse(body));
}

test('each row becomes a pass, and the answer has its link', async () => {
  const { sent, done, results } = await send([row('a'), row('b "quoted" \\'), row('c')]);
  expect({ sent, done }).toEqual({ sent: 3, done: 3 });
  expect(results.map(({ externalId, outcome }) => [externalId, outcome])).toEqual([
    ['a', 'created'],
    ['b "quoted" \\', 'created'],
    ['c', 'created'],
  ]);
  for (const { id, passUrl } of results) {
    expect(passUrl).toContain(id);
    expect(stage.sandbox.member(id)).toMatchObject({ tierId: 'gold' });
  }
});

test('sent again, the same links come back and nothing is issued', async () => {
  const first = await send([row('a'), row('b')]);
  const again = await send([row('a'), row('b')]);
  expect(again.results.map(({ id }) => id)).toEqual(first.results.map(({ id }) => id));
  expect(again.results.map(({ outcome }) => outcome)).toEqual(['existing', 'existing']);
  expect(stage.sandbox.passes()).toBe(2);
});

test('a row that PassKit refuses, and one without an external ID, are missing in the answer and stop no other', async () => {
  const { sent, done, results } = await send([
    row('a'),
    row('b', { tierId: 'no such tier' }),
    row('', {}),
    row('c'),
  ]);
  expect({ sent, done }).toEqual({ sent: 4, done: 2 });
  expect(results.map(({ externalId }) => externalId)).toEqual(['a', 'c']);
  expect(stage.sandbox.passes()).toBe(2);
});

test('when every row fails the answer says so', async () => {
  expect(await send([row('a', { tierId: 'none' })])).toEqual({ sent: 1, done: 0, results: [] });
});
