// What a pass of every type is, by the keys of a bundle; what only some have is said by their pass types.
import type { Expr, Value } from '../operation/expression.ts';
import type { OutputField } from '../operation/operation.ts';

/** The keys before those of the pass types. */
export const firstOutput = {
  id: { label: 'PassKit ID', type: 'text' },
  externalId: { label: 'External ID', type: 'text' },
  passType: { label: 'Pass Type', type: 'text' },
  status: { label: 'Status', type: 'text' },
  passUrl: { label: 'Pass Link', type: 'text' },
  appleUrl: { label: 'Apple Wallet Link', type: 'text' },
  googleUrl: { label: 'Google Wallet Link', type: 'text' },
  expiryDate: { label: 'Expiry Date', type: 'dateTime' },
  created: { label: 'Created', type: 'dateTime' },
  updated: { label: 'Updated', type: 'dateTime' },
  displayName: { label: 'Display Name', type: 'text' },
  forename: { label: 'Forename', type: 'text' },
  surname: { label: 'Surname', type: 'text' },
  emailAddress: { label: 'Email Address', type: 'text' },
  mobileNumber: { label: 'Mobile Number', type: 'text' },
  dateOfBirth: { label: 'Date of Birth', type: 'text' },
} satisfies Record<string, OutputField>;

/** The keys after those of the pass types. */
export const lastOutput = {
  redemptionDate: { label: 'Redemption Date', type: 'dateTime' },
  metaData: { label: 'Custom Fields', type: 'keyValues' },
} satisfies Record<string, OutputField>;

type CommonOutput = typeof firstOutput & typeof lastOutput;

interface ValueOf {
  text: string;
  number: number;
  dateTime: string;
  keyValues: Record<string, string>;
}

type Common<Of extends 'view' | 'values'> = {
  readonly [K in keyof CommonOutput]?: Of extends 'view'
    ? Expr<ValueOf[CommonOutput[K]['type']]>
    : Value<ValueOf[CommonOutput[K]['type']]>;
};

/** The values of a bundle that a record holds, by output key; those of the pass type under its own keys. */
export type View = Common<'view'> & { readonly [key: string]: Expr | undefined };

/** Values of a pass, by output key. */
export type Values = Common<'values'> & { readonly [key: string]: Value<unknown> };
