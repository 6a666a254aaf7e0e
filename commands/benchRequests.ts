// Counts the requests of every operation in the sandbox's journal, through the compiled Zapier app.
import { kindOf } from '../passes/kinds.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { sandboxAccount } from '../tools/liveChecks/account.ts';
import type { LoadedApp } from './zapierApp.ts';

export interface RequestCount {
  name: string;
  requests: number;
  /** The most it may take. */
  aim: number;
  good: boolean;
}

type Input = Record<string, unknown>;

interface Case {
  name: string;
  aim: number;
  action: string;
  input: Input;
  /** What the run must come to: an outcome, a status, or the message of a halted run. */
  expect: string | RegExp;
}

/** Runs each case once and counts. Throws when a case does not do what it is there for. */
export async function countRequests(app: LoadedApp['run'], sandbox: Sandbox): Promise<RequestCount[]> {
  const counts: RequestCount[] = [];
  for (const { name, aim, action, input, expect } of await cases(app, sandbox)) {
    const before = sandbox.requests.length;
    const got = await app(action, input).then(
      ({ outcome, status, event, count, passType }) =>
        String(outcome ?? status ?? event ?? (count === undefined ? passType : `count ${count}`)),
      (error: Error) => error.message,
    );
    if (typeof expect === 'string' ? got !== expect : !expect.test(got)) {
      throw new Error(`${name} came to “${got}”, not to ${expect}.`);
    }
    const requests = sandbox.requests.length - before;
    counts.push({ name, requests, aim, good: requests > 0 && requests <= aim });
  }
  return counts;
}

async function cases(app: LoadedApp['run'], sandbox: Sandbox): Promise<Case[]> {
  const { demo } = sandbox;
  const all: Case[] = [];
  for (const [passType, place] of Object.entries(sandboxAccount(sandbox).projects)) {
    const kind = kindOf(passType);
    const own = { passType, [kind.project.key]: place[kind.project.key] };
    const emailAddress = `${passType}@example.com`;
    const issue = (externalId: string) => ({ passType, ...place, externalId, emailAddress });
    const { id } = await app('issue_pass', issue('known'));
    const add = (name: string, aim: number, action: string, expect: Case['expect'], input: Input) =>
      all.push({ name: `${name}: ${passType}`, aim, action, expect, input: { ...own, ...input } });
    const checks = kind.issueChecks?.filter((step) => step.kind === 'call').length ?? 0;
    const reads = kind.readsBeforeUpdate === true ? 1 : 0;
    const found = kind.issuedStatus;
    const revoked = kind.expire ? 'expired' : 'deleted';

    add('issue, new', 1 + checks, 'issue_pass', 'created', issue('new'));
    add('issue, exists', 2 + checks, 'issue_pass', 'existing', issue('new'));
    add('issue, exists and is updated', 3 + checks, 'issue_pass', 'updated', {
      ...issue('new'),
      ifExists: 'update',
      displayName: 'Jane',
    });
    add('update', 1 + reads, 'update_pass', 'updated', { externalId: 'known', displayName: 'Jane' });
    add('update with custom fields', 2, 'update_pass', 'updated', { id, meta_a: '1' });
    add('find by ID', 1, 'find_pass', found, { id });
    add('find by external ID', 1, 'find_pass', found, { externalId: 'known' });
    add('find by e-mail address', 1, 'find_pass', found, { emailAddress });
    add('search, 10 or fewer found', 1, 'search_passes', found, {});
    add('count, with a filter', 1, 'count_passes', 'count 2', { emailAddress });
    add('revoke', 2, 'revoke_pass', revoked, { externalId: 'new' });
    // A pass that was deleted is gone, and PassKit cannot say whether it was ever there.
    const ended = kind.expire ? 'already_revoked' : /\[pass_not_found\]/;
    add('revoke, ended already', 1, 'revoke_pass', ended, { externalId: 'new' });
  }
  const coupon = { campaignId: demo.campaignId, externalId: 'known' };
  const offer = { offerId: demo.offerId };
  const member = { passType: 'membership', programId: demo.programId, externalId: 'known' };
  all.push(
    {
      name: 'update of the tier: membership',
      aim: 1,
      action: 'update_pass',
      input: { ...member, tierId: 'gold' },
      expect: 'updated',
    },
    {
      name: 'update of the points: membership',
      aim: 1,
      action: 'update_pass',
      input: { ...member, points: 5 },
      expect: 'updated',
    },
    { name: 'find active coupon', aim: 1, action: 'find_active_coupon', input: coupon, expect: 'UNREDEEMED' },
    { name: 'redeem', aim: 1, action: 'redeem_coupon', input: coupon, expect: 'redeemed' },
    {
      name: 'redeem, redeemed already',
      aim: 2,
      action: 'redeem_coupon',
      input: coupon,
      expect: /already redeemed/,
    },
    // Two looks, the new coupon, and the external ID handed over: so that it always points to a coupon.
    { name: 'reissue', aim: 5, action: 'reissue_coupon', input: { ...coupon, ...offer }, expect: 'reissued' },
    {
      name: 'reissue, never issued',
      aim: 4,
      action: 'reissue_coupon',
      input: { ...coupon, ...offer, externalId: 'first' },
      expect: 'reissued',
    },
  );
  const holder = { programId: demo.programId, externalId: 'known' };
  const year = { ...holder, length: 1, unit: 'years' };
  all.push(
    { name: 'earn points', aim: 1, action: 'earn_points', input: { ...holder, points: 9 }, expect: 'earned' },
    {
      name: 'earn points, with a reference',
      aim: 3,
      action: 'earn_points',
      input: { ...holder, points: 9, reference: 'r' },
      expect: 'earned',
    },
    { name: 'burn points', aim: 2, action: 'burn_points', input: { ...holder, points: 1 }, expect: 'burned' },
    {
      name: 'burn points, with a reference',
      aim: 3,
      action: 'burn_points',
      input: { ...holder, points: 1, reference: 'r' },
      expect: 'burned',
    },
    { name: 'check in', aim: 1, action: 'check_in_member', input: holder, expect: 'checked_in' },
    { name: 'check out', aim: 1, action: 'check_out_member', input: holder, expect: 'checked_out' },
    {
      name: 'renew from a date',
      aim: 1,
      action: 'renew_membership',
      input: { ...year, startDate: '2030-01-01' },
      expect: 'renewed',
    },
    { name: 'renew', aim: 2, action: 'renew_membership', input: year, expect: 'renewed' },
    {
      name: 'find member events',
      aim: 2,
      action: 'find_member_events',
      input: holder,
      expect: /^EVENT_MEMBER_CHECKED_OUT$/,
    },
  );
  const { deplaningPoint, ...departure } = demo.flight;
  const flight = { ...departure, deplaningPoint };
  const boarding = {
    ...departure,
    sequenceNumber: 1,
    operatingCarrierPNR: 'ABC123',
    forename: 'Jane',
    surname: 'Doe',
    gender: 'FEMALE',
  };
  all.push(
    {
      name: 'issue boarding pass',
      aim: 2,
      action: 'issue_boarding_pass',
      input: { ...boarding, deplaningPoint },
      expect: 'created',
    },
    {
      name: 'find boarding pass',
      aim: 1,
      action: 'find_boarding_pass',
      input: boarding,
      expect: 'boardingPass',
    },
    {
      name: 'update boarding pass',
      aim: 2,
      action: 'update_boarding_pass',
      input: { ...boarding, seatNumber: '1A' },
      expect: 'updated',
    },
    {
      name: 'update flight',
      aim: 2,
      action: 'update_flight',
      input: { ...flight, departureGate: 'B42' },
      expect: 'updated',
    },
  );
  const ticket = { productionId: demo.productionId, externalId: 'known' };
  const ordered = {
    productionId: demo.productionId,
    eventId: demo.eventId,
    ticketTypeId: demo.ticketTypeId,
    orderNumber: 'bench',
  };
  const showing = {
    productionId: demo.productionId,
    venueId: demo.venueId,
    startDate: '2030-01-01T20:00:00Z',
  };
  await app('issue_pass', { ...ordered, passType: 'eventTicket', externalId: 'ordered' });
  all.push(
    { name: 'validate ticket', aim: 1, action: 'validate_ticket', input: ticket, expect: 'validated' },
    {
      name: 'validate ticket, with a reference',
      aim: 2,
      action: 'validate_ticket',
      input: { ...ticket, validateReference: 'a' },
      expect: 'validated',
    },
    {
      name: 'transfer ticket',
      aim: 2,
      action: 'transfer_ticket',
      input: { ...ticket, displayName: 'Jane' },
      expect: 'transferred',
    },
    {
      name: 'find order',
      aim: 2,
      action: 'find_order',
      input: { productionId: demo.productionId, orderNumber: 'bench' },
      expect: 'ISSUED',
    },
    {
      name: 'redeem order',
      aim: 2,
      action: 'redeem_order',
      input: { productionId: demo.productionId, orderNumber: 'bench' },
      expect: 'redeemed',
    },
    { name: 'create event', aim: 3, action: 'create_event', input: showing, expect: 'created' },
    { name: 'create event, exists', aim: 2, action: 'create_event', input: showing, expect: 'existing' },
    { name: 'redeem ticket', aim: 1, action: 'redeem_ticket', input: ticket, expect: 'redeemed' },
    {
      name: 'redeem ticket, redeemed already',
      aim: 2,
      action: 'redeem_ticket',
      input: ticket,
      expect: /already redeemed/,
    },
  );
  return all;
}
