// Protects `npm run live-check`: every check that tries something can run to its end, leaves no pass behind, and
// the page that lists them is current.
import { existsSync, readFileSync } from 'node:fs';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { projectsNotInDraft, sandboxAccount } from '../../tools/liveChecks/account.ts';
import { liveChecks, liveChecksPage } from '../../tools/liveChecks/index.ts';
import { tryLiveChecks } from '../../tools/liveChecks/run.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.close());

test('every check that tries something runs on the sandbox and leaves no pass behind', async () => {
  const done: string[] = [];
  for await (const { check, passType, verdict, detail } of tryLiveChecks(sandboxAccount(sandbox))) {
    const name = `${check.id} ${passType ?? 'account'}`;
    expect({ name, verdict, detail, passes: sandbox.passes() }).toEqual({
      name,
      verdict: expect.stringMatching(/^(confirmed|refuted|inconclusive)$/),
      detail: expect.stringMatching(/\S/),
      passes: 0,
    });
    done.push(name);
  }
  const tries = liveChecks.flatMap(({ id, run }) => {
    if (!run) return [];
    return ('account' in run ? ['account'] : run.passTypes).map((on) => `${id} ${on}`);
  });
  expect(done).toEqual(tries);
});

test('what the sandbox does not model as assumed is known', async () => {
  const refuted: string[] = [];
  for await (const { check, passType, verdict } of tryLiveChecks(sandboxAccount(sandbox))) {
    if (verdict === 'refuted') refuted.push(`${check.id} ${passType}`);
  }
  expect(refuted).toEqual(['opt-out-off membership', 'opt-out-off coupon']);
});

test.each([
  { what: 'is refused', fault: { status: 500, body: { message: 'no luck' } } },
  { what: 'loses its answer', fault: { reset: 'after' as const } },
])('a check in which the issue $what fails, and still leaves no pass behind', async ({ fault }) => {
  sandbox.fault({ method: 'POST', path: '/members/member', ...fault });
  const { membership } = sandboxAccount(sandbox).projects;
  const verdicts = new Set<string>();
  for await (const { check, verdict } of tryLiveChecks({
    ...sandboxAccount(sandbox),
    projects: { membership },
  })) {
    if (check.id === 'record-project') verdicts.add(verdict);
  }
  expect(verdicts).toEqual(new Set(['failed']));
  expect(sandbox.passes()).toBe(0);
});

test('test passes that cannot be deleted are named', async () => {
  sandbox.fault({ method: 'DELETE', path: '/members/member', status: 500, times: 1 });
  const { membership } = sandboxAccount(sandbox).projects;
  const details: string[] = [];
  for await (const { verdict, detail } of tryLiveChecks({
    ...sandboxAccount(sandbox),
    projects: { membership },
  })) {
    if (verdict === 'failed') details.push(detail);
  }
  expect(details).toEqual([expect.stringMatching(/^delete these test passes by hand: \w{22}$/)]);
});

test('a project that does not say it is a draft is told apart', async () => {
  const status = ['PROJECT_ACTIVE_FOR_OBJECT_CREATION', 'PROJECT_DRAFT'];
  const draft = String(sandbox.add.program({ status }).id);
  const published = sandboxAccount(sandbox);
  expect(await projectsNotInDraft(published)).toHaveLength(3);
  const projects = { membership: { programId: draft, tierId: 'base' } };
  expect(await projectsNotInDraft({ ...published, projects })).toEqual([]);
});

test('every file the list names exists, and every id is there once', () => {
  expect(liveChecks.flatMap(({ where }) => where).filter((file) => !existsSync(file))).toEqual([]);
  const ids = liveChecks.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

test('docs/live-checks.md is current', () => {
  expect(readFileSync('docs/live-checks.md', 'utf8')).toBe(liveChecksPage());
});
