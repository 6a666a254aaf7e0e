// A pass of a list as an event: Zapier and Make tell events apart by their ID, so that of a new pass lasts.
import { evaluate } from '../../operation/expression.ts';
import { kindOf } from '../../passes/kinds.ts';
import { watchedPasses } from '../../triggers/record.ts';

const setting = { now: '2027-01-01T00:00:00Z', pages: 'https://p', zone: 'UTC' };
const record = { id: 'APass', created: '2026-01-01T00:00:00Z', updated: '2026-02-01T00:00:00Z' };
const told = (by: 'created' | 'updated', item: object) =>
  evaluate(watchedPasses(kindOf('coupon'), 'PASS_EVENT', by).bundle, {
    input: {},
    result: {},
    setting,
    item,
  });

test('a new pass is told once, by its own ID, whatever became of it since', () => {
  expect(told('created', record)).toMatchObject({ id: 'APass', passId: 'APass', occurredAt: record.created });
});

test('each change of a pass is another event, and one that never changed is told as it was made', () => {
  const id = `APass-${record.updated}`;
  expect(told('updated', record)).toMatchObject({ id, passId: 'APass', occurredAt: record.updated });
  const { updated: _, ...unchanged } = record;
  expect(told('updated', unchanged)).toMatchObject({ id: `APass-${record.created}` });
});
