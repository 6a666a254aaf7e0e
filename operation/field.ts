// The inputs of an operation: what kind of value each takes, and the words and choices a platform shows.
import type { PassType } from './passType.ts';

export type FieldType =
  | 'text'
  | 'email'
  | 'number'
  | 'boolean'
  | 'choice'
  /** Several of the choices. */
  | 'choices'
  /** A point in time. */
  | 'dateTime'
  /** A calendar date, without a time. */
  | 'date'
  /** Pairs of names and texts. */
  | 'keyValues';

export interface Field {
  type: FieldType;
  /** Title Case; a platform with other rules of style derives its own. */
  label: string;
  help?: string;
  /** The pass types it belongs to; all when missing. */
  passTypes?: readonly PassType[];
  /** Which end of the day a date alone stands for, in a dateTime; the end when missing. */
  dateAlone?: 'start' | 'end';
  /** Always needed, or needed unless one of the other fields is filled. */
  required?: boolean | { unless: readonly string[] };
  /** The values of a choice. */
  choices?: readonly Choice[];
  /** The dropdown that offers values, by the key of its declaration. */
  dropdown?: string;
}

export interface Choice {
  value: string;
  label: string;
  passTypes?: readonly PassType[];
}

export type Fields = Record<string, Field>;

/** Whether a field, or a choice, applies to a pass type; to an unknown one everything applies. */
export const appliesTo = (item: { passTypes?: readonly PassType[] }, passType: PassType | undefined) =>
  !item.passTypes || !passType || item.passTypes.includes(passType);
