// The Coda story that `npm run story` plays: rows of a table become passes, change them, revoke and redeem them.
// Each scene is one run of a Zapier action, and says what must come out of it.
import { setTimeout } from 'node:timers/promises';
import type { Sandbox } from '../sandbox/index.ts';

export type Row = Record<string, string>;
export type Values = Record<string, unknown>;

export interface Scene {
  title: string;
  /** The row it is about; undefined when no row is. */
  row?: Row;
  /** What the row looks like when the scene begins. */
  change?: Row;
  action: string;
  input: (row: Row) => Values;
  /** What the user must get: values of the bundle, or the message of a halted run. */
  expect: Values | RegExp;
  /** The columns to write back, and the bundle's key each takes. */
  writeBack?: Record<string, string>;
  /** What must hold in PassKit afterwards. */
  check?: (result: Values) => boolean;
  before?: () => void | Promise<void>;
}

const link = { 'Pass Link': 'passUrl', 'Pass ID': 'id' };

/** A scene in which the Zap is told what happens. */
export interface TriggerScene {
  title: string;
  trigger: string;
  input: Values;
  happen: () => unknown;
  /** Values of each bundle the Zap is told, in order. */
  expect: Values[];
}

/** The scenes, in order, on the demo account of a sandbox. */
export function scenes(sandbox: Sandbox, tap: (link: string) => Promise<void>): (Scene | TriggerScene)[] {
  const { demo } = sandbox;
  const projects = {
    programId: demo.programId,
    campaignId: demo.campaignId,
    offerId: demo.offerId,
    productionId: demo.productionId,
    eventId: demo.eventId,
    ticketTypeId: demo.ticketTypeId,
  };
  const jane: Row = {
    'Row ID': 'i-1001',
    Name: 'Jane Doe',
    Type: 'Membership',
    Tier: 'bronze',
    Status: 'Active',
  };
  const max: Row = { 'Row ID': 'i-1002', Name: 'Max Roe', Type: 'Coupon', Status: 'Active' };
  const ann: Row = { 'Row ID': 'i-1003', Name: 'Ann Lee', Type: 'Event Ticket', Status: 'Active' };
  const reward: Row = { Campaign: 'Coffee Rewards', 'Member Pass ID': '' };

  // One mapping serves every row: the row's values choose the pass type.
  const issue = (row: Row) => ({
    ...projects,
    passType: row.Type,
    tierId: row.Tier,
    externalId: row['Row ID'],
    displayName: row.Name,
  });
  const coupon = () => ({ campaignId: demo.campaignId, externalId: jane['Pass ID'] });
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const tomorrow = () => inSeconds(86_400);
  let passes = 0;

  return [
    {
      title: 'A row is added: its pass is issued, the link goes back into the row',
      row: jane,
      action: 'issue_pass',
      input: issue,
      expect: { outcome: 'created', passType: 'membership', displayName: 'Jane Doe' },
      writeBack: link,
      check: ({ id }) => sandbox.member(String(id))?.tierId === 'bronze',
    },
    {
      title: 'A Zap that watches the program is told when the pass is added to a phone',
      trigger: 'pass_installed',
      input: { passType: 'membership', programId: demo.programId },
      happen: () => sandbox.install(jane['Pass ID'] ?? '', 'apple'),
      expect: [{ event: 'PASS_EVENT_INSTALLED', wallet: 'Apple Wallet', displayName: 'Jane Doe' }],
    },
    {
      title: 'Tier and name of the row change: the pass is updated',
      row: jane,
      change: { Tier: 'gold', Name: 'Jane Smith' },
      action: 'update_pass',
      input: (row) => ({
        passType: row.Type,
        programId: demo.programId,
        externalId: row['Row ID'],
        tierId: row.Tier,
        displayName: row.Name,
      }),
      expect: { outcome: 'updated', tierId: 'gold', displayName: 'Jane Smith' },
      check: ({ id }) => sandbox.member(String(id))?.tierId === 'gold',
    },
    {
      title: 'The same row is sent again: the same pass, no second one',
      row: jane,
      action: 'issue_pass',
      input: issue,
      before: () => {
        passes = sandbox.passes();
      },
      expect: { outcome: 'existing', displayName: 'Jane Smith' },
      check: ({ id }) => id === jane['Pass ID'] && sandbox.passes() === passes,
    },
    {
      title: 'A row of another type in the same table: a coupon',
      row: max,
      action: 'issue_pass',
      input: issue,
      expect: { outcome: 'created', passType: 'coupon', status: 'UNREDEEMED' },
      writeBack: link,
    },
    {
      title: 'And a third type: an event ticket',
      row: ann,
      action: 'issue_pass',
      input: issue,
      expect: { outcome: 'created', passType: 'eventTicket', status: 'ISSUED' },
      writeBack: link,
    },
    {
      title: 'The status of the row becomes Canceled: the pass is revoked',
      row: ann,
      change: { Status: 'Canceled' },
      action: 'revoke_pass',
      input: (row) => ({ passType: row.Type, productionId: demo.productionId, externalId: row['Row ID'] }),
      expect: { outcome: 'expired', status: 'EXPIRED' },
      check: ({ id }) => Date.parse(String(sandbox.ticket(String(id))?.expiryDate)) <= Date.now(),
    },
    {
      title: 'The row is sent once more: revoked already, and no error',
      row: ann,
      action: 'revoke_pass',
      input: (row) => ({ passType: row.Type, productionId: demo.productionId, externalId: row['Row ID'] }),
      expect: { outcome: 'already_revoked' },
    },
    {
      title: 'A coupon for Jane: its external ID is the ID of her membership pass',
      row: reward,
      action: 'issue_pass',
      input: () => ({ ...coupon(), passType: 'coupon', offerId: demo.offerId, expiryDate: tomorrow() }),
      expect: { outcome: 'created', passType: 'coupon' },
      check: ({ externalId }) => externalId === jane['Pass ID'],
    },
    {
      title: 'The permanent link asks for the active coupon',
      action: 'find_active_coupon',
      input: coupon,
      expect: { status: 'UNREDEEMED' },
      check: ({ externalId }) => externalId === jane['Pass ID'],
    },
    {
      title: 'It is redeemed by external ID and campaign, with one request',
      action: 'redeem_coupon',
      input: () => ({ ...coupon(), redemptionReference: 'order-1' }),
      expect: { outcome: 'redeemed', status: 'REDEEMED' },
    },
    {
      title: 'It is redeemed again: a clear message, and nothing is lost',
      action: 'redeem_coupon',
      input: () => ({ ...coupon(), redemptionReference: 'order-2' }),
      expect: /already redeemed on .* \(reference order-1\)/,
    },
    {
      title: 'The next coupon under the same external ID, good for one second',
      action: 'reissue_coupon',
      input: () => ({ ...coupon(), offerId: demo.offerId, expiryDate: inSeconds(1) }),
      expect: { outcome: 'reissued', status: 'UNREDEEMED' },
    },
    {
      title: 'A moment later that one has expired: the link says so',
      before: () => setTimeout(1500),
      action: 'redeem_coupon',
      input: () => ({ ...coupon(), redemptionReference: 'order-3' }),
      expect: /expired on/,
    },
    {
      title: 'It is reissued after its expiry, and the link on the pass never changed',
      action: 'reissue_coupon',
      input: () => ({ ...coupon(), offerId: demo.offerId, expiryDate: tomorrow() }),
      expect: { outcome: 'reissued', status: 'UNREDEEMED' },
      check: ({ externalId }) => externalId === jane['Pass ID'],
    },
    {
      title: 'Jane opens the permanent link and taps the button; a Zap that watches the campaign is told',
      trigger: 'coupon_redeemed',
      input: { campaignId: demo.campaignId },
      happen: () => tap(`/redeem?externalId=${jane['Pass ID']}&campaignId=${demo.campaignId}`),
      expect: [{ event: 'COUPON_EVENT_REDEEMED', status: 'REDEEMED' }],
    },
  ];
}
