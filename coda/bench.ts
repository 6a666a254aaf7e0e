// What the Coda Pack costs, for `npm run bench`: the size of its bundle, the time to load it, and that of an action beside the
// same operation without Coda. Answers come at once, in process. Prints JSON.
import { statSync } from 'node:fs';
import issuePass from '../creates/issuePass.ts';
import { runByName } from '../passes/byName.ts';
import { cutsOf, keysInOrder } from './cuts.ts';
import { builtPack, bundle } from './realm.ts';

const row: Record<string, unknown> = {
  programId: 'BenchProgram0000000001',
  tierId: 'gold',
  externalId: 'row-1',
  displayName: 'Jane Doe',
  emailAddress: 'jane@example.com',
  points: 10,
};
const answer = { id: 'BenchMember00000000001' };
const [cut] = cutsOf(issuePass);

const began = performance.now();
const pack = builtPack();
const load = performance.now() - began;
const formula = pack.formulas?.find(({ name }) => name === cut?.formula);
if (!cut || !formula) throw new Error('The pack does not issue memberships');

const values = keysInOrder(cut.fields).map((key) => row[key]);
const context = {
  endpoint: 'https://api.pub1.passkit.io',
  timezone: 'UTC',
  fetcher: { fetch: async () => ({ status: 200, headers: {}, body: answer }) },
};
const runtime = {
  http: async () => ({ status: 200, body: JSON.stringify(answer) }),
  pages: 'https://pub1.pskt.io',
  timezone: 'UTC',
  now: new Date(),
};
const ways = {
  alone: () => runByName(cut, row, runtime),
  action: () => Reflect.apply(formula.execute, formula, [values, context]),
};

const n = 500;
const times = { alone: [] as number[], action: [] as number[] };
for (let turn = 0; turn < n; turn++) {
  for (const way of ['alone', 'action'] as const) {
    const start = performance.now();
    await ways[way]();
    times[way].push(performance.now() - start);
  }
}
const median = (all: number[]) => all.toSorted((a, b) => a - b)[n / 2] ?? 0;
console.log(
  JSON.stringify({
    bytes: statSync(bundle).size,
    load,
    n,
    alone: median(times.alone),
    action: median(times.action),
  }),
);
