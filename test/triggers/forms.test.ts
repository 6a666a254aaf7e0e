// What the forms of triggers ask for, and which events they offer: an event that a pass type cannot have never comes.
import { instantTriggers, pollingTriggers } from '../../triggers/index.ts';
import { eventChoices } from '../../triggers/passEvents.ts';

const all = [...instantTriggers, ...pollingTriggers];
const called = (key: string) => all.find((trigger) => trigger.key === key);

test('an event that one pass type alone has is offered for it alone', () => {
  const ofOne = {
    COUPON_EVENT_REDEEMED: 'coupon',
    MEMBER_EVENT_ENROLLED: 'membership',
    TICKET_EVENT_REDEEMED: 'eventTicket',
  };
  for (const { value, label, ...more } of eventChoices) {
    const passType = Object.entries(ofOne).find(([event]) => event === value)?.[1];
    expect([label, more]).toEqual([
      expect.stringMatching(/^[A-Z]/),
      passType ? { passTypes: [passType] } : {},
    ]);
  }
  expect(eventChoices.map(({ value }) => value)).toEqual(expect.arrayContaining(Object.keys(ofOne)));
});

test('which project it is must be said, and which events where they can be chosen', () => {
  for (const { key, fields } of all)
    for (const [name, { required }] of Object.entries(fields))
      expect([key, name, required]).toEqual([key, name, true]);
  expect(Object.keys(called('pass_event')?.fields ?? {})).toContain('events');
  expect(Object.keys(called('new_member_event')?.fields ?? {})).toEqual(['programId', 'events']);
});

test('none asks for a date, which would be read in a time zone', () => {
  const types = all.flatMap(({ fields }) => Object.values(fields).map(({ type }) => type));
  expect(types.filter((type) => type === 'date' || type === 'dateTime')).toEqual([]);
});

test('the one trigger that is not as it seems says so before it is used, and no other says anything', () => {
  const notices = instantTriggers.map(({ key, notice }) => [key, notice]).filter(([, notice]) => notice);
  expect(notices).toEqual([['ticket_redeemed', expect.stringMatching(/PassKit/)]]);
  // What is no word of a trigger is no part of one.
  for (const trigger of instantTriggers) expect('notice' in trigger).toBe(trigger.key === 'ticket_redeemed');
});
