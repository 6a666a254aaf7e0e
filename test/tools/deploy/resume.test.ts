// A deployment that stops half-way leaves nothing that the next one cannot complete, whichever request was the last.
import { rmSync } from 'node:fs';
import { emptyAccount } from '../../../standIns/makeApi/account.ts';
import type { Fault } from '../../../standIns/makeApi/index.ts';
import type { Received } from '../../../standIns/makeApi/received.ts';
import { isWrite, openWorkshop, type Workshop } from './run.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

afterEach(() => workshop.close());

/** Counts the requests that change something and fails the one at the index. */
function failWrite(index: number, fault: Fault): (request: Received) => Fault | undefined {
  let writes = 0;
  return (request) => (isWrite(request) && writes++ === index ? fault : undefined);
}

const WRITES = 54;

// Every third request, and the last: together they meet each kind of component.
const stops = Array.from({ length: WRITES }, (_, index) => index).filter(
  (index) => index % 3 === 0 || index === WRITES - 1,
);

test('killed after a request, whose answer it never saw, the next run ends in the same state', async () => {
  await workshop.deploy();
  expect(workshop.writes()).toHaveLength(WRITES);
  const wanted = workshop.make.account.apps;
  for (const index of stops) {
    Object.assign(workshop.make.account, emptyAccount());
    rmSync(workshop.stateFile);
    workshop.make.fault = failWrite(index, { done: true });
    expect((await workshop.deploy()).code).toBe(1);
    expect(workshop.writes()).toHaveLength(index + 1);
    workshop.make.fault = () => undefined;
    expect((await workshop.deploy()).code).toBe(0);
    expect(workshop.make.account.apps).toEqual(wanted);
    workshop.writes();
    await workshop.deploy();
    expect(workshop.writes()).toEqual([]);
  }
}, 60_000);

test.each([429, 500, 503])('a %i is no reason to stop, nor to create anything twice', async (status) => {
  await workshop.deploy();
  const wanted = workshop.make.account.apps;
  workshop.writes();
  for (const done of [false, true]) {
    Object.assign(workshop.make.account, emptyAccount());
    rmSync(workshop.stateFile);
    const failed = new Set<string>();
    workshop.make.fault = ({ method, path, body }) => {
      const request = `${method} ${path} ${body.toString('latin1')}`;
      if (failed.has(request)) return undefined;
      failed.add(request);
      // A refusal for too many requests comes before Make does anything.
      return { status, done: done && status !== 429 };
    };
    const { code, errors } = await workshop.deploy();
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(workshop.make.account.apps).toEqual(wanted);
  }
});
