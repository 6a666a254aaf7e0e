// A project or variant by its name, against a PassKit that answers what the test says: the list is asked for only when PassKit
// found nothing, what adds is sent once, and a mistake names what there is.
import burnPoints from '../../creates/burnPoints.ts';
import checkInMember from '../../creates/checkInMember.ts';
import checkOutMember from '../../creates/checkOutMember.ts';
import earnPoints from '../../creates/earnPoints.ts';
import issuePass from '../../creates/issuePass.ts';
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import type { Operation } from '../../operation/operation.ts';
import { runByName } from '../../passes/byName.ts';
import { PassKitError } from '../../passkit/errors.ts';
import findPass from '../../searches/findPass.ts';

type Item = { id: string; name: string };
const programId = 'CoffeeClubProgram00001';
const programs = [{ id: programId, name: 'Coffee Club' }];

const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });
const refused = (status: number, message: string): Answer => ({ status, body: JSON.stringify({ message }) });

/** Runs an operation where the program has these tiers, or no list of them; everything but lists is up to `answer`. */
async function runWith(
  operation: Operation,
  raw: Record<string, unknown>,
  answer: (request: HttpRequest) => Answer,
  tiers?: readonly Item[],
) {
  const asked: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    asked.push(request);
    const body = JSON.parse(request.body ?? '{}');
    if (request.path === '/members/programs/list') return page(programs, body);
    if (request.path === '/members/tiers/list')
      return tiers ? page(tiers, body.filters) : refused(503, 'busy');
    return answer(request);
  };
  const runtime = { http, pages: 'https://p', timezone: 'UTC', now: new Date('2027-01-01T00:00:00Z') };
  const outcome = await runByName(operation, raw, runtime).catch((error: unknown) => error);
  const lists = asked.filter(({ path }) => /\/(programs|tiers)\/list$/.test(path));
  return { outcome, lists: lists.length, added: asked.filter(({ effect }) => effect === 'adds').length };
}
const page = (items: readonly Item[], { limit, offset }: { limit: number; offset: number }): Answer => ({
  status: 200,
  body: items
    .slice(offset, offset + limit)
    .map((result) => `${JSON.stringify({ result })}\n`)
    .join(''),
});
const message = (outcome: unknown) => (outcome instanceof Error ? outcome.message : outcome);

const member = { id: 'AMember000000000000001', programId, points: 50, status: 'ENROLLED' };
const named = { programId: 'Coffee Club', id: member.id };
const adding: [string, Operation, Record<string, unknown>][] = [
  ['earning', earnPoints, { ...named, points: 1 }],
  ['burning', burnPoints, { ...named, points: 1 }],
  ['a check-in', checkInMember, named],
  ['a check-out', checkOutMember, named],
  ['a pass without an external ID', issuePass, { passType: 'membership', ...named, tierId: 'Gold' }],
];

test.each(adding)('%s is sent once where it works, whatever the name', async (_what, operation, raw) => {
  const { outcome, added } = await runWith(operation, raw, () => json(member), [
    { id: 'gold', name: 'Gold' },
  ]);
  expect({ outcome, added }).toEqual({ outcome: [expect.anything()], added: 1 });
});

test.each(adding)('%s is sent once where the answer is lost, whatever the name', async (...one) => {
  const [, operation, raw] = one;
  const lost = (request: HttpRequest): Answer => {
    if (request.effect === 'adds') throw new PassKitError('no answer');
    return json(member);
  };
  const { outcome, added } = await runWith(operation, raw, lost, [{ id: 'gold', name: 'Gold' }]);
  expect(outcome).toMatchObject({ name: 'PassKitError', lost: true, safeToRepeat: false });
  expect(added).toBe(1);
});

test('a pass that is not there, by its ID alone, is nothing found: no program has the name of a blank', async () => {
  const { outcome, lists } = await runWith(findPass, { passType: 'membership', id: member.id }, () =>
    refused(404, 'not found'),
  );
  expect({ outcome, lists }).toEqual({ outcome: [], lists: 0 });
});

test('a search in a program that there is none of says so, with its code, and names those there are', async () => {
  const raw = { passType: 'membership', programId: 'Cofee Club', externalId: '1' };
  const { outcome } = await runWith(findPass, raw, () => refused(404, 'not found'));
  expect(outcome).toMatchObject({
    name: 'UserMistake',
    code: 'no_such_name',
    message: 'There is no program “Cofee Club”. Use one of: “Coffee Club”.',
  });
});

test('an ID that looks like a name stays an ID: what PassKit has against the rest is told alone', async () => {
  const tiers = [
    { id: 'silver', name: 'Silver' },
    { id: 'Gold 2026', name: 'Gold' },
  ];
  const raw = { passType: 'membership', programId, tierId: 'Gold 2026', emailAddress: 'jane@example.com' };
  const { outcome, lists } = await runWith(issuePass, raw, () => refused(400, 'The program is over'), tiers);
  expect([message(outcome), lists]).toEqual(['The program is over', 1]);
});

const many = Array.from({ length: 250 }, (_, at) => ({ id: `t${at}`, name: `Tier ${at}` }));
/** The pass is issued where the tier is an ID of the list. */
const issueIn = (tierId: string, tiers: readonly Item[]) =>
  runWith(
    issuePass,
    { passType: 'membership', programId, tierId },
    ({ body }) =>
      tiers.some(({ id }) => id === JSON.parse(body ?? '{}').tierId)
        ? json(member)
        : refused(400, 'The tier is unknown'),
    tiers,
  );

test('a name far down a long list is found, and nothing is asked for after its end', async () => {
  const { outcome, lists } = await issueIn('Tier 249', many);
  expect({ outcome, lists }).toEqual({ outcome: [expect.objectContaining({ id: member.id })], lists: 3 });
});

test.each([
  [
    'is none, of a few',
    'Goldd',
    many.slice(0, 2),
    'There is no tier “Goldd”. Use one of: “Tier 0”, “Tier 1”',
  ],
  [
    'is none, of many',
    'Goldd',
    many,
    `There is no tier “Goldd”. Use one of: ${many
      .slice(0, 20)
      .map(({ name }) => `“${name}”`)
      .join(', ')} …`,
  ],
  [
    'is none, where there are none',
    'Goldd',
    [],
    'There is no tier “Goldd”, and none to choose from. Check the fields before it',
  ],
  [
    'several have',
    'Twin',
    [...many.slice(0, 3), { id: 't-1', name: 'Twin' }, { id: 't-2', name: 'Twin' }],
    'There are several of the name “Twin”. Use the ID of the tier instead: Twin (t-1), Twin (t-2)',
  ],
])('a name that %s is told after what PassKit said', async (_what, tierId, tiers, told) => {
  const { outcome, added } = await issueIn(tierId, tiers);
  expect(message(outcome)).toBe(`The tier is unknown. ${told}`);
  expect(added).toBe(1);
});

test('a list that PassKit does not give settles nothing: what it said first is told', async () => {
  const raw = { passType: 'membership', programId, tierId: 'Gold' };
  const { outcome } = await runWith(issuePass, raw, () => refused(400, 'The tier is unknown'));
  expect(message(outcome)).toBe('The tier is unknown');
});
