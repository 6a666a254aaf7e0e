// The holder of a pass: inputs, and the `person` object PassKit keeps.
import {
  filled,
  fromPassKitDate,
  orElse,
  type Ref,
  ref,
  toPassKitDate,
  words,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { value } from '../operation/step.ts';
import type { Member } from '../passkit/objects.ts';

export const personFields = {
  displayName: { type: 'text', label: 'Display Name', help: 'The name shown on the pass.' },
  forename: { type: 'text', label: 'Forename' },
  surname: { type: 'text', label: 'Surname' },
  emailAddress: { type: 'email', label: 'Email Address' },
  mobileNumber: { type: 'text', label: 'Mobile Number', help: 'With country code, such as +447700900123.' },
  dateOfBirth: { type: 'date', advanced: true, label: 'Date of Birth' },
} satisfies Fields;

const input = inputsOf(personFields);
const inputs = Object.keys(personFields).map((key) => ref<unknown>('input', key));

export const person = {
  displayName: input.displayName,
  forename: input.forename,
  surname: input.surname,
  emailAddress: input.emailAddress,
  mobileNumber: input.mobileNumber,
  dateOfBirth: toPassKitDate(input.dateOfBirth),
};

/** The name on a new pass; without a display name it would stay blank on most designs. */
export const issuedName = orElse(input.displayName, words(input.forename, input.surname));

/** Whether something of the holder is filled in: a step of each operation that updates a pass. */
export const holderGiven = value('holderGiven', filled(orElse(...inputs)));

export const personView = (record: Ref<Member['person']>) => ({
  displayName: record.displayName,
  forename: record.forename,
  surname: record.surname,
  emailAddress: record.emailAddress,
  mobileNumber: record.mobileNumber,
  dateOfBirth: fromPassKitDate(record.dateOfBirth),
});
