// The variables that the tests of the IML evaluator read.
import { evaluate } from '../../standIns/make/engine/iml.ts';

export const context = {
  now: new Date('2026-11-20T09:30:00.000Z'),
  timestamp: 1795167000,
  environment: { timezone: 'Europe/London' },
  parameters: {
    name: ' Jane ',
    empty: '',
    nothing: null,
    zero: 0,
    two: 2,
    no: false,
    date: '2026-07-01T23:30:00.000Z',
    tags: ['b', 'a', 'B'],
    people: [
      { id: 'p1', name: 'Jane', age: 30, team: { name: 'x' } },
      { id: 'p2', name: 'Joe', age: 20, team: { name: 'y' } },
    ],
    pairs: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
    map: { a: 1, 'b-c': 2, constructed: true },
    record: { 'members.tier.id': 'base', 'other-key': { 'a.b': [1, 2] } },
    seconds: 1795167000,
  },
  body: '{"a":1}\r\n\n {"a":2}\n',
  temp: { claims: { uid: 'key', iat: 1, exp: 2 } },
};

/** The value of one expression, written without its braces. */
export const value = (expression: string): unknown => evaluate(`{{${expression}}}`, context);
