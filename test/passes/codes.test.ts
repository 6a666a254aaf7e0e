// Protects what machines read of an operation: what it does to PassKit, from which come Make's kind of action and what Coda
// asks for, and the codes of its messages. Zaps, scenarios and pages tell endings apart by the codes, so a code is for ever:
// new ones may join, none may leave or change.
import { creates } from '../../creates/index.ts';
import { endingsOf } from '../../manual/halts.ts';
import { effectOf } from '../../operation/operation.ts';
import { searches } from '../../searches/index.ts';

const wanted = {
  issue_pass: ['adds', 'pass_exists', 'wrong_production'],
  update_pass: ['sets', 'nothing_to_update', 'pass_not_found'],
  revoke_pass: ['ends', 'cannot_expire', 'pass_not_found'],
  redeem_coupon: ['ends', 'coupon_expired', 'coupon_not_found', 'coupon_redeemed', 'coupon_void', 'unsure'],
  reissue_coupon: ['adds', 'reissue_interrupted'],
  redeem_ticket: ['ends', 'ticket_expired', 'ticket_not_found', 'ticket_redeemed', 'unsure'],
  validate_ticket: [
    'adds',
    'ticket_expired',
    'ticket_not_found',
    'ticket_not_valid',
    'ticket_redeemed',
    'unsure',
  ],
  redeem_order: ['ends', 'nothing_redeemed', 'order_not_found', 'order_redeemed'],
  transfer_ticket: ['sets', 'ticket_gone', 'ticket_not_found'],
  create_event: ['adds', 'ends_too_early'],
  earn_points: ['adds', 'negative_points', 'no_points', 'pass_not_found'],
  burn_points: ['adds', 'negative_points', 'no_points', 'not_enough_points', 'pass_not_found'],
  check_in_member: ['adds', 'already_checked_in', 'pass_not_found'],
  check_out_member: ['adds', 'pass_not_found'],
  send_pass: ['adds'],
  send_message: ['adds', 'display_over', 'no_pass', 'nobody', 'pass_not_found'],
  renew_membership: ['adds', 'pass_not_found', 'renewal_over'],
  set_pass_image: ['adds', 'no_image', 'pass_not_found'],
  issue_boarding_pass: ['adds', 'sequence_taken'],
  update_boarding_pass: ['sets', 'another_record', 'boarding_pass_not_found'],
  update_flight: ['sets', 'another_record', 'flight_not_found'],
  find_pass: ['reads'],
  find_active_coupon: ['reads'],
  search_passes: ['reads'],
  count_passes: ['reads'],
  find_order: ['reads'],
  find_member_events: ['reads'],
  find_boarding_pass: ['reads', 'another_record'],
};

test('each operation does to PassKit what is written here, and ends with these codes', () => {
  const found = [...creates, ...searches].map((operation) => {
    const codes = [...new Set(endingsOf(operation).map(({ code }) => code))].sort();
    return [operation.key, [effectOf(operation), ...codes]];
  });
  expect(Object.fromEntries(found)).toEqual(wanted);
});

test('of the codes that say that there is no such thing, each has its name looked up', () => {
  const halts = [...creates, ...searches].flatMap(({ plans }) =>
    Object.values(plans).flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'halt' ? [step] : [])),
    ),
  );
  const of = (misnamed: boolean) => [
    ...new Set(halts.filter((one) => (one.misnamed ?? false) === misnamed).map(({ code }) => code)),
  ];
  // What a find or a call says of a record that is missing is always such a code.
  expect(of(true).sort()).toEqual(['nobody', 'order_not_found', 'wrong_production']);
  expect(of(false).filter((code) => /_not_found$|^wrong_|^no_such_/.test(code))).toEqual([]);
});
