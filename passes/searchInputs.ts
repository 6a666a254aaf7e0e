// Inputs that narrow a search: whose passes, of which status, issued when.
import type { Choice, Fields } from '../operation/field.ts';
import { kindOf, passTypes } from './kinds.ts';

/** The statuses of all pass types, each with the types that have it. */
function statusChoices(): Choice[] {
  const choices = new Map<string, { value: string; label: string; passTypes: string[] }>();
  for (const passType of passTypes) {
    for (const [value, label] of Object.entries(kindOf(passType).statuses)) {
      const known = choices.get(value);
      if (known) known.passTypes.push(passType);
      else choices.set(value, { value, label, passTypes: [passType] });
    }
  }
  return [...choices.values()];
}

export const searchFields = {
  emailAddress: { type: 'email', label: 'Email Address', help: 'Only passes of this holder.' },
  status: {
    type: 'choice',
    label: 'Status',
    help: 'Only passes with this status in PassKit.',
    choices: statusChoices(),
  },
  createdAfter: {
    type: 'dateTime',
    label: 'Created After',
    dateAlone: 'start',
    help: 'Only passes issued at this time or later.',
  },
  createdBefore: {
    type: 'dateTime',
    label: 'Created Before',
    help: 'Only passes issued at this time or earlier.',
  },
} satisfies Fields;
