// What an action makes of its inputs before PassKit is asked, on Make: how they are read, and which of them stop it.

import { ref } from '../../operation/expression.ts';
import type { Field, Fields } from '../../operation/field.ts';
import { operation } from '../../operation/operation.ts';
import { call } from '../../operation/step.ts';
import type { Bundle } from '../../standIns/make/engine/index.ts';
import { type Answering, filesOf, startAnswering } from './answering.ts';
import { sets, thing } from './thing.ts';

const text: Field = { type: 'text', label: 'Note' };
const fields: Fields = {
  campaignId: { ...text, label: 'Campaign', required: true, dropdown: 'campaign_list' },
  offerId: { ...text, label: 'Offer', required: true, dropdown: 'offer_list' },
  ticketId: { ...text, label: 'Ticket Number', names: true, required: { unless: ['note'] } },
  note: text,
  state: {
    type: 'choice',
    label: 'New State',
    choices: [
      { value: 'CHECKED_IN', label: 'Is Here' },
      { value: 'away', label: 'Away' },
    ],
  },
  email: { type: 'email', label: 'Email Address' },
  image: { type: 'url', label: 'Image URL' },
  times: { type: 'count', label: 'Times' },
  day: { type: 'date', label: 'Birthday' },
  until: { type: 'dateTime', label: 'Until' },
  from: { type: 'dateTime', label: 'From', dateAlone: 'start' },
  metaData: { type: 'keyValues', label: 'Custom Fields' },
};
const { ticketId, ...others } = Object.fromEntries(
  Object.keys(fields).map((key) => [key, ref<string>('input', key)]),
);
const files = filesOf(
  thing(
    { steps: [call('sent', { ...sets, path: '/x/{id}', params: { id: ticketId }, body: others })] },
    'create',
    {
      fields,
    },
  ),
);

let passkit: Answering;
beforeAll(async () => {
  passkit = await startAnswering();
});
beforeEach(() => {
  passkit.asked.length = 0;
  passkit.answers.splice(0, 1, { status: 200, body: { id: '1' } });
});
afterAll(() => passkit.close());

const project = { campaignId: 'AAAAAAAAAAAAAAAAAAAAAA', offerId: 'BBBBBBBBBBBBBBBBBBBBBB' };
const run = (given: Bundle, timezone = 'UTC') =>
  passkit
    .app({ region: 'pub1', apiToken: 'token' }, files, timezone)
    .run('doThing', { ...project, ticketId: 't', ...given });
/** What PassKit was told. A step that stops asks for the profile: Make raises an error of an answer alone. */
const told = () => passkit.asked.flatMap(({ method }) => (method === 'GET' ? [] : [method]));
/** What PassKit was sent of an input. */
async function sent(name: string, given: unknown, timezone?: string): Promise<unknown> {
  await run({ [name]: given }, timezone);
  const body: Record<string, unknown> = JSON.parse(passkit.asked.at(-1)?.body ?? '{}');
  return body[name];
}

test.each<[name: string, given: unknown, value: unknown]>([
  ['state', 'CHECKED_IN', 'CHECKED_IN'],
  ['state', 'Is Here', 'CHECKED_IN'],
  ['state', 'is-here', 'CHECKED_IN'],
  ['state', 'checked in', 'CHECKED_IN'],
  ['state', 'AWAY', 'away'],
  ['state', '', undefined],
  ['email', 'jane.doe@mail.example.com', 'jane.doe@mail.example.com'],
  ['email', '', undefined],
  ['image', 'HTTPS://example.com/a.png', 'HTTPS://example.com/a.png'],
  ['times', 1, 1],
])('%s as %j is sent as %j', async (name, given, value) => {
  expect(await sent(name, given)).toEqual(value);
});

test.each<[name: string, given: unknown, message: RegExp]>([
  ['state', 'gone', /^New state is “gone”\. .*CHECKED_IN, away\. \[invalid_input\]$/],
  ['email', 'jane', /^Email address is “jane”\. .*\[invalid_email\]$/],
  ['email', 'jane@example', /“jane@example”.*\[invalid_email\]$/],
  ['email', 'jane doe@example.com', /\[invalid_email\]$/],
  ['email', 'jane@example.com\nx', /\[invalid_email\]$/],
  ['image', 'example.com/a.png', /^Image URL is “example\.com\/a\.png”\. .*\[invalid_input\]$/],
  ['image', 'javascript:alert(1)', /\[invalid_input\]$/],
  ['image', 'https:// a', /\[invalid_input\]$/],
  ['times', 0, /^Times is “0”\. Use a whole number from 1 up\. \[invalid_input\]$/],
  ['ticketId', '.', /^Ticket number: “\.” cannot be an ID\. .*\[invalid_id\]$/],
  ['ticketId', '..', /cannot be an ID/],
  ['ticketId', 'x'.repeat(501), /at most 500 characters/],
  ['campaignId', '..', /^Campaign: “\.\.” cannot be an ID/],
])('%s as %j stops the step before PassKit is told', async (name, given, message) => {
  await expect(run({ [name]: given })).rejects.toThrow(message);
  expect(told()).toEqual([]);
});

test('an ID of 500 characters goes through, encoded', async () => {
  await run({ ticketId: 'ü/'.repeat(250) });
  expect(passkit.asked[0]?.url).toBe(`/x/${encodeURIComponent('ü/').repeat(250)}`);
});

test('one of two inputs must be there; either will do', async () => {
  await expect(run({ ticketId: '', note: '' })).rejects.toThrow(/Ticket number.*\[missing_input\]$/s);
  expect(told()).toEqual([]);
  await run({ ticketId: '', note: 'n' });
  expect(told()).toEqual(['PUT']);
});

test('a day is the one in the user’s time zone', async () => {
  // Make hands over the first moment of the day there.
  expect(await sent('day', '1990-05-16T22:00:00Z', 'Europe/Berlin')).toBe('1990-05-17');
  expect(await sent('day', '')).toBeUndefined();
});

test.each([
  ['until', '2026-11-27T23:00:00Z', '2026-11-28T22:59:59Z'],
  ['until', '2026-11-28T09:30:00Z', '2026-11-28T09:30:00Z'],
  ['from', '2026-11-27T23:00:00Z', '2026-11-27T23:00:00Z'],
])(
  '%s as %s is %s in Berlin: a day alone ends with its last second, unless it begins something',
  async (name, given, value) => {
    const time = String(await sent(name, given, 'Europe/Berlin'));
    expect(new Date(time)).toEqual(new Date(value));
  },
);

test('custom fields come as pairs and from the form, the form’s on top, the blank ones not at all', async () => {
  await run({
    metaData: [
      { key: 'drink', value: 'Tea' },
      { key: 'size', value: '' },
      { key: 'said', value: 'a "b" \\ c' },
    ],
    customFields: { drink: 'Mocha', visits: '', gate: '1' },
  });
  expect(JSON.parse(passkit.asked.at(-1)?.body ?? '')).toEqual({
    ...project,
    metaData: { drink: 'Mocha', said: 'a "b" \\ c', gate: '1' },
  });
});

test('without custom fields none are sent', async () => {
  expect(await sent('metaData', [{ key: 'drink', value: ' ' }])).toBeUndefined();
});

test('what one pass type needs is wanted of that type alone', async () => {
  const needed: Field = {
    ...text,
    label: 'Ticket Number',
    passTypes: ['coupon'],
    required: { unless: ['note'] },
  };
  const plan = { steps: [call('sent', sets)], result: {} };
  const choices = ['membership', 'coupon'].map((value) => ({ value, label: value }));
  const ofTwo = operation({
    ...thing(plan),
    fields: {
      passType: { type: 'choice', label: 'Pass Type', required: true, choices },
      needed,
      note: text,
    },
    plans: { membership: plan, coupon: plan },
  });
  const app = passkit.app({ region: 'pub1', apiToken: 'token' }, filesOf(ofTwo));
  const stopped = app.run('doThing', { passType: 'coupon' });
  await expect(stopped).rejects.toThrow(/Ticket number.*[a-z]\. \[missing_input\]$/s);
  expect(told()).toEqual([]);
  await app.run('doThing', { passType: 'coupon', note: 'n' });
  await app.run('doThing', { passType: 'membership' });
  expect(told()).toEqual(['PUT', 'PUT']);
});
