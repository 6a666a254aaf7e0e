// The life of a member: enrol, update, points, tier, delete.
import { demo } from '../../sandbox/ids.ts';
import type { Message } from '../../sandbox/index.ts';
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox();
const { programId } = demo;
const MEMBER = '/members/member';
const enrol = (body: Message = {}) =>
  idOf(sandbox(), `POST ${MEMBER}`, { programId, tierId: 'bronze', ...body });

test('an external id is taken until its member is deleted', async () => {
  const id = await enrol({ externalId: 'dup' });
  const again = await send(sandbox(), `POST ${MEMBER}`, { programId, tierId: 'gold', externalId: 'dup' });
  expect(again).toMatchObject({ status: 409, body: { code: 6, details: [] } });
  expect(again.body.message).toContain('already exists');
  expect(await send(sandbox(), `DELETE ${MEMBER}`, { externalId: 'dup', programId })).toMatchObject({
    status: 200,
    text: '{}',
  });
  expect(await send(sandbox(), `GET ${MEMBER}/id/${id}`)).toMatchObject({ status: 404 });
  expect(sandbox().member(await enrol({ externalId: 'dup' }))).toMatchObject({ status: 'ENROLLED' });
});

test('the same external id may live in two programs', async () => {
  const other = sandbox().add.program({ name: 'Tea Club' });
  sandbox().add.tier({ id: 'base', programId: other.id });
  const here = await enrol({ externalId: 'both' });
  const there = await enrol({ externalId: 'both', programId: other.id, tierId: 'base' });
  for (const [id, program] of [
    [here, programId],
    [there, other.id],
  ])
    expect(await send(sandbox(), `GET ${MEMBER}/externalId/${program}/both`)).toMatchObject({
      status: 200,
      body: { id, programId: program },
    });
});

test.each([
  ['program', { programId: 'nope', tierId: 'bronze' }],
  ['tier', { programId, tierId: 'nope' }],
])('enrolling in an unknown %s is 404', async (kind, body) => {
  const reply = await send(sandbox(), `POST ${MEMBER}`, body);
  expect(reply).toMatchObject({ status: 404, body: { message: `${kind} with id[nope] does not exist` } });
});

test('an update is a patch: empty values change nothing, metaData is replaced as a whole', async () => {
  const id = await enrol({
    points: 5,
    optOut: true,
    person: { forename: 'Jane', surname: 'Doe' },
    metaData: { a: '1', b: '2' },
  });
  await idOf(sandbox(), `PUT ${MEMBER}`, {
    id,
    points: 0,
    optOut: false,
    metaData: {},
    person: { forename: 'Joan', surname: '' },
  });
  expect(sandbox().member(id)).toMatchObject({
    points: 5,
    optOut: true,
    person: { forename: 'Joan', surname: 'Doe' },
    metaData: { a: '1', b: '2' },
  });
  await idOf(sandbox(), `PUT ${MEMBER}`, { id, metaData: { b: '3' } });
  expect(sandbox().member(id)?.metaData).toEqual({ b: '3' });
});

test('OPERATION_PUT overwrites with blanks, but keeps who the member is', async () => {
  const id = await enrol({ externalId: 'put', points: 5, optOut: true, metaData: { a: '1' } });
  await idOf(sandbox(), `PUT ${MEMBER}`, { id, operation: 'OPERATION_PUT', person: { forename: 'Jane' } });
  expect(sandbox().member(id)).toMatchObject({
    externalId: 'put',
    tierId: 'bronze',
    points: 0,
    optOut: false,
    metaData: {},
    person: { forename: 'Jane' },
  });
});

test('an update changes neither external id nor tier', async () => {
  const id = await enrol({ externalId: 'fixed' });
  await idOf(sandbox(), `PUT ${MEMBER}`, { id, externalId: 'other', tierId: 'gold' });
  expect(sandbox().member(id)).toMatchObject({ externalId: 'fixed', tierId: 'bronze' });
});

test('points are earned, burnt and set; zero needs its reset flag', async () => {
  const id = await enrol({ externalId: 'points', points: 10 });
  const points = async (verb: string, body: Message) =>
    (await send(sandbox(), `PUT ${MEMBER}/points/${verb}`, body)).body;
  expect(await points('earn', { id, points: 0.1, tierPoints: 2 })).toMatchObject({
    id,
    programId,
    points: 10.1,
    tierPoints: 2,
  });
  expect(await points('burn', { externalId: 'points', programId, points: 4.1 })).toMatchObject({ points: 6 });
  expect(await points('set', { id, points: 0, secondaryPoints: 7 })).toMatchObject({
    points: 6,
    secondaryPoints: 7,
  });
  expect(await points('set', { id, resetPoints: true })).toMatchObject({ points: 0, secondaryPoints: 7 });
});

test('a balance goes below zero only where the tier allows it', async () => {
  const id = await enrol({ points: 3 });
  expect(await send(sandbox(), `PUT ${MEMBER}/points/burn`, { id, points: 4 })).toMatchObject({
    status: 400,
    body: { code: 9 },
  });
  sandbox().add.tier({ id: 'credit', programId, pointsOverdrawn: true });
  const lender = await enrol({ tierId: 'credit', points: 3 });
  expect(await send(sandbox(), `PUT ${MEMBER}/points/burn`, { id: lender, points: 4 })).toMatchObject({
    body: { points: -1 },
  });
});

test('changing the tier answers a member event', async () => {
  const id = await enrol({ externalId: 'climber' });
  const event = await send(sandbox(), `PUT ${MEMBER}/tier`, {
    externalMemberId: 'climber',
    programId,
    tierId: 'gold',
  });
  expect(event).toMatchObject({
    status: 200,
    body: { eventType: 'EVENT_MEMBER_TIER_CHANGED', member: { id, tierId: 'gold' } },
  });
  expect(sandbox().member(id)?.tierId).toBe('gold');
  expect(await send(sandbox(), `PUT ${MEMBER}/tier`, { memberId: id, tierId: 'nope' })).toMatchObject({
    status: 404,
  });
});

test('the meta keys of a program are its custom fields', async () => {
  const keys = await send(sandbox(), `GET ${MEMBER}/meta/${programId}`);
  expect(keys.body).toEqual({ response: ['favouriteDrink', 'memberSince', 'newsletter', 'visits'] });
});
