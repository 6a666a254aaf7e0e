// Protects that the webhook reads a row exactly or not at all: an ID read a little differently is another person's.
import * as z from 'zod';
import { useRedeem } from './support.ts';

const { sandbox, visitor, asked } = useRedeem();
const secret = 'a-secret-of-the-hook';
const answer = z.record(z.string(), z.unknown());

async function send(body: string | Uint8Array<ArrayBuffer>) {
  const page = await visitor({ env: { REDEEM_HOOK_SECRET: secret } }).ask('/hooks/pass', {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body,
  });
  return { status: page.status, body: answer.parse(JSON.parse(page.text)) };
}

/** A row whose fields are JSON texts. */
function member(fields: Record<string, string>): string {
  const { programId, tiers } = sandbox().demo;
  const own = {
    action: '"issue"',
    passType: '"membership"',
    programId: `"${programId}"`,
    tierId: `"${tiers.gold}"`,
  };
  return `{${Object.entries({ ...own, ...fields }).map(([key, value]) => `"${key}":${value}`)}}`;
}

test.each<[string, string, string]>([
  ['externalId', '12345678901234567890', 'a number of 20 digits'],
  ['externalId', '9007199254740993', 'a number just too large'],
  ['externalId', '1.0', 'a number that is written otherwise'],
  ['externalId', '1e3', 'a number with an exponent'],
  ['externalId', '"\\ud83d"', 'half a character'],
  ['externalId', '"row-\\ufffd"', 'a character that was lost before'],
  ['externalId', '{"toString":1}', 'an object'],
  ['externalId', '[12345678901234567890]', 'a list of such a number'],
  ['displayName', '"Jane \\udc00"', 'half a character in a name'],
  ['displayName', '12345678901234567890', 'a number as a name'],
  ['points', '12345678901234567890', 'points that cannot be counted'],
  ['points', '1e400', 'points without end'],
  ['metaData', '{"card":12345678901234567890}', 'a number in a custom field'],
  ['metaData', '{"card":"\\ud83d"}', 'half a character in a custom field'],
  ['metaData', '{"\\ud83d":"card"}', 'half a character as its name'],
])('%s %s is 422 and named: %s', async (field, value) => {
  const requests = await asked(async () => {
    const row = member({ externalId: '"exact"', [field]: value });
    expect(await send(row)).toMatchObject({ status: 422, body: { field, code: 'invalid_input' } });
  });
  expect(requests).toEqual([]);
});

test('two IDs that differ in their last digit only never meet', async () => {
  const first = await send(
    member({ externalId: '"12345678901234567890"', emailAddress: '"jane@example.com"' }),
  );
  expect(first).toMatchObject({ status: 200, body: { outcome: 'created' } });
  for (const other of ['12345678901234567890', '12345678901234567891']) {
    const met = await send(member({ externalId: other }));
    expect(met.status).toBe(422);
    expect(JSON.stringify(met.body)).not.toContain('jane@');
  }
});

test('bytes that are not UTF-8 are 400, and the field is named', async () => {
  const latin = Buffer.from(member({ externalId: '"Müller"' }), 'latin1');
  expect(await send(new Uint8Array(latin))).toMatchObject({
    status: 400,
    body: { field: 'externalId', code: 'not_utf8', error: expect.stringContaining('UTF-8') },
  });
  expect(await send(new Uint8Array([0xff, 0x7b]))).toMatchObject({ status: 400, body: { code: 'not_utf8' } });
});

test('what is exact is taken as it is', async () => {
  const row = member({ externalId: '42', points: '12.50', displayName: '"Zoë 🎉"', metaData: '{"code":7}' });
  expect(await send(row)).toMatchObject({
    status: 200,
    body: { externalId: '42', points: 12.5, displayName: 'Zoë 🎉', metaData: { code: '7' } },
  });
});

test.each([
  [
    'the reason of a rule',
    "validation err: Key: 'Member.Person.EmailAddress' Error:Field validation for 'EmailAddress' failed on the 'email' tag",
    'emailAddress',
  ],
  ['a name within a sentence', 'tierId not found in program', 'tierId'],
  ['a name in words', 'validation err: external id is not allowed', 'externalId'],
])('what PassKit refuses is named: %s', async (_name, error, field) => {
  sandbox().fault({ method: 'POST', status: 400, body: { error } });
  expect(await send(member({ externalId: '"refused"' }))).toMatchObject({ status: 422, body: { field } });
});

test('what PassKit calls by another word is named as the row has it', async () => {
  const { productionId } = sandbox().demo;
  const ticket = {
    action: 'update',
    passType: 'eventTicket',
    productionId,
    externalId: 'T-1',
    displayName: 'Jane',
  };
  sandbox().fault({ status: 400, body: { error: 'ticketNumber is too long' } });
  expect(await send(JSON.stringify(ticket))).toMatchObject({ status: 422, body: { field: 'externalId' } });
});

test('an e-mail address that is no such thing stops nobody', async () => {
  const emailAddress = JSON.stringify(`a@${'.'.repeat(200_000)}@`);
  const started = performance.now();
  expect(await send(member({ externalId: '"x"', emailAddress }))).toMatchObject({
    status: 422,
    body: { field: 'emailAddress' },
  });
  expect(performance.now() - started).toBeLessThan(5_000);
});
