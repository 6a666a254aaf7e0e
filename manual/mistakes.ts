// What the user is told of inputs that cannot be right: kinds of fields, each given one such value.
import type { Field, Fields } from '../operation/field.ts';
import { cleanInput, type MistakeCode, UserMistake } from '../operation/input.ts';
import { withCode } from '../passkit/problems.ts';

function toldOf(fields: Fields, raw: Record<string, unknown>): string {
  try {
    cleanInput(fields, raw, 'UTC');
  } catch (error) {
    if (error instanceof UserMistake) return withCode(error.message, error.code);
    throw error;
  }
  throw new Error(`${JSON.stringify(raw)} is no mistake`);
}

const id: Field = { type: 'text', label: 'External ID', names: true };

/** A field of each kind that does not take just anything, and something that it does not take. */
const wrong: readonly (readonly [Field, unknown])[] = [
  [id, '..'],
  [id, ['1', '2']],
  [{ type: 'email', label: 'Email Address' }, 'jane(at)example'],
  [{ type: 'url', label: 'Profile Image URL' }, 'example'],
  [{ type: 'number', label: 'Points' }, '12 points'],
  [{ type: 'count', label: 'Limit' }, '0'],
  [{ type: 'boolean', label: 'Opt Out' }, 'maybe'],
  [
    {
      type: 'choice',
      label: 'Pass Type',
      choices: [
        { value: 'membership', label: 'Membership' },
        { value: 'coupon', label: 'Coupon' },
      ],
    },
    'voucher',
  ],
  [{ type: 'dateTime', label: 'Expiry Date' }, '03/04/2027'],
  [{ type: 'dateTime', label: 'Expiry Date' }, 'soon'],
  [{ type: 'keyValues', label: 'Custom Fields' }, 'text'],
];

/** What to do after each code of a mistake. */
export const mistakeCodes: Readonly<Record<MistakeCode, string>> = {
  missing_input: 'Fill in the field that the message names.',
  invalid_input: 'Correct the field that the message names, as it says.',
  invalid_email: 'Map an e-mail address, or leave the field blank.',
  invalid_id: 'Use another ID.',
  no_such_name: 'Use one of the names that the message lists, or the ID.',
  too_many: 'Narrow the search, or lower the limit.',
};

export const mistakes: readonly string[] = [
  toldOf({ externalId: { ...id, required: { unless: ['id'] } }, id: { type: 'text', label: 'Pass' } }, {}),
  ...wrong.map(([field, value]) => toldOf({ value: field }, { value })),
];
