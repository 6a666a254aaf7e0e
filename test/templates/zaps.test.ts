// The Zaps of the recipes, field by field as the pages say: each PassKit step runs in the real Zapier app.
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { settingsFor } from '../../standIns/templateStage.ts';
import { revoke, update } from '../../templates/recipes/changedRow.ts';
import { couponZap } from '../../templates/recipes/couponExpired.ts';
import { show } from '../../templates/recipes/lockScreen.ts';
import { zap as newRowZap } from '../../templates/recipes/newRow.ts';
import { redeem } from '../../templates/recipes/redemptionLink.ts';
import { zap as signUpZap } from '../../templates/recipes/signUpSheet.ts';
import { type PassKitStep, prefilledLink, type Value, type ZapStep } from '../../templates/recipes/zap.ts';
import type { Settings } from '../../templates/settings.ts';
import { startReceiver, zapWith } from '../support/hooks.ts';
import { zapierApp } from '../support/zapier.ts';

type Data = Record<string, unknown>;

let sandbox: Sandbox;
let settings: Settings;
let app: ReturnType<typeof zapierApp>;
beforeAll(async () => {
  sandbox = await startSandbox();
  process.env.PASSKIT_API_URL = sandbox.url;
  settings = settingsFor(sandbox);
  app = zapierApp(connectionTo(sandbox));
});
afterAll(async () => {
  delete process.env.PASSKIT_API_URL;
  await sandbox.close();
});

/** The value of a field, from what the steps before it gave; a key that no step gave fails the test. */
function resolve(value: Value, given: Record<number, Data>): unknown {
  if ('text' in value) return value.text;
  if ('project' in value) return settings[value.project];
  const key = 'field' in value ? value.field : value.output;
  expect(given[value.step]).toHaveProperty([key]);
  return given[value.step]?.[key];
}

const inputOf = ({ fields }: PassKitStep, given: Record<number, Data>): Data =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, resolve(value, given)]));

const passkit = (step: ZapStep | undefined): PassKitStep => {
  if (step?.app !== 'PassKit') throw new Error('A step of PassKit expected');
  return step;
};
const rowOf = (id: string, more: Data = {}): Data => ({
  'Row ID': id,
  Name: 'Jane Doe',
  Email: 'jane@example.com',
  Type: 'Membership',
  Tier: 'bronze',
  Status: 'Active',
  ...more,
});

test('the message of a row goes into the custom field of its pass', async () => {
  const row = rowOf('lock-1');
  const { id } = await app.create('issue_pass', {
    passType: 'membership',
    programId: settings.programId,
    tierId: 'bronze',
    externalId: 'lock-1',
    displayName: 'Jane Doe',
    metaData: { favouriteDrink: 'Latte' },
  });
  await app.create('update_pass', {
    ...inputOf(show, { 1: row }),
    metaData: { notificationMessage: 'Your table is ready' },
  });
  expect(sandbox.member(String(id))).toMatchObject({
    metaData: { favouriteDrink: 'Latte', notificationMessage: 'Your table is ready' },
  });
});

describe('new row', () => {
  test.each(['Membership', 'Coupon', 'Event Ticket'])(
    'a row of type %s gets its pass and its link',
    async (Type) => {
      const [, , issue, write] = newRowZap;
      const row = rowOf(`i-${Type}`, { Type });
      const issued = await app.create('issue_pass', inputOf(passkit(issue), { 1: row }));
      expect(issued).toMatchObject({
        outcome: 'created',
        externalId: row['Row ID'],
        displayName: 'Jane Doe',
      });

      const cells = write && !('key' in write) ? write.fields : [];
      const written = Object.fromEntries(
        cells.map(([label, value]) => [label, resolve(value, { 1: row, 3: issued })]),
      );
      expect(written).toMatchObject({
        Row: row['Row ID'],
        'Pass Link': issued.passUrl,
        'Pass ID': issued.id,
      });
    },
  );
});

test.each([
  ['new row', newRowZap],
  ['sign-up sheet', signUpZap],
])(
  '%s: a row that is canceled, expired or half typed is held back before its pass is issued',
  (_name, zap) => {
    const [trigger, filter, issue] = zap;
    expect([trigger?.app, filter?.app, passkit(issue).key]).toEqual([
      'Coda',
      'Filter by Zapier',
      'issue_pass',
    ]);
    expect(filter && 'event' in filter ? [filter.event, ...filter.fields] : []).toEqual([
      'only continue if all hold',
      ['**Name** of step 1', { text: 'Exists' }],
      ['**Email** of step 1', { text: 'Exists' }],
      ['**Status** of step 1', { text: '(Text) is not in `Canceled`, `Cancelled`, `Expired`' }],
    ]);
  },
);

test('changed row: the pass is updated, then revoked', async () => {
  const [, , issue] = newRowZap;
  const row = rowOf('i-changed');
  await app.create('issue_pass', inputOf(passkit(issue), { 1: row }));
  const changed = { ...row, Tier: 'gold', Name: 'Jane Smith' };
  expect(await app.create('update_pass', inputOf(update, { 1: changed }))).toMatchObject({
    outcome: 'updated',
    tierId: 'gold',
    displayName: 'Jane Smith',
  });
  expect(await app.create('revoke_pass', inputOf(revoke, { 1: changed }))).toMatchObject({
    outcome: 'expired',
  });
});

test('sign-up sheet: a ticket for the event', async () => {
  const [, , issue] = signUpZap;
  const issued = await app.create('issue_pass', inputOf(passkit(issue), { 1: rowOf('i-signup') }));
  expect(issued).toMatchObject({ outcome: 'created', passType: 'eventTicket', eventId: settings.eventId });
});

test('redemption by a till: the coupon is redeemed, and a repeated request is the same redemption', async () => {
  const { campaignId, offerId } = settings;
  await app.create('issue_pass', { passType: 'coupon', campaignId, offerId, externalId: 'member-1' });
  const hook = { 'Campaign ID': campaignId, 'External ID': 'member-1', Receipt: 'R-1' };
  const outcomes = [];
  for (let time = 0; time < 2; time++)
    outcomes.push((await app.create('redeem_coupon', inputOf(redeem, { 1: hook }))).outcome);
  expect(outcomes).toEqual(['redeemed', 'already_redeemed']);
});

test('expired coupon: the trigger, the search, the filter and the next coupon', async () => {
  const [trigger, find, , reissue] = couponZap;
  const receiver = await startReceiver();
  const zap = zapWith('pass_invalidated', connectionTo(sandbox), inputOf(passkit(trigger), {}));
  const subscription = await zap.subscribe(receiver.url);
  const { campaignId, offerId } = settings;
  const coupon = { passType: 'coupon', campaignId, offerId, externalId: 'member-2' };
  const { id } = await app.create('issue_pass', coupon);
  sandbox.expire(String(id));
  await sandbox.settled();

  const [delivery] = receiver.deliveries;
  if (!delivery) throw new Error('PassKit told nothing');
  const [told] = await zap.receive(delivery, subscription);
  const [found] = await app.search('find_pass', inputOf(passkit(find), { 1: told ?? {} }));
  expect(found).toMatchObject({ status: 'EXPIRED', externalId: 'member-2' });
  const next = await app.create('reissue_coupon', inputOf(passkit(reissue), { 2: found ?? {} }));
  expect(next).toMatchObject({ outcome: 'reissued', externalId: 'member-2' });

  // What the filter is for: the coupon that was followed carries its own ID in its external ID.
  const [old] = await app.search('find_pass', inputOf(passkit(find), { 1: told ?? {} }));
  expect(String(old?.externalId)).toContain(String(old?.id));
  receiver.close();
});

test('a prefilled link holds the keys of steps and fields, and what is fixed in them', () => {
  const zapier = { slug: 'passkit', app: 'App12345CLIAPI' };
  const link = new URL(
    prefilledLink(
      [
        { app: 'WebHookAPI', action: 'hook_v2' },
        { app: zapier.app, action: 'redeem_coupon', params: { campaignId: 'C1', externalId: undefined } },
      ],
      { ...settings, zapier },
    ),
  );
  expect(link.origin + link.pathname).toBe('https://api.zapier.com/v1/embed/passkit/create');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    'steps[0][app]': 'WebHookAPI@latest',
    'steps[0][action]': 'hook_v2',
    'steps[1][app]': 'App12345CLIAPI@latest',
    'steps[1][action]': 'redeem_coupon',
    'steps[1][params][campaignId]': 'C1',
  });
});
