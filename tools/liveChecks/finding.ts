// What a try of an assumption learned, and how it says so.
import { PassKitError } from '../../passkit/errors.ts';

export interface Finding {
  verdict: 'confirmed' | 'refuted' | 'inconclusive';
  detail: string;
}

export const finding = (holds: boolean, yes: string, no = yes): Finding =>
  holds ? { verdict: 'confirmed', detail: yes } : { verdict: 'refuted', detail: no };

/** Ends a try that cannot tell. */
export class Inconclusive extends Error {}

/** What a try cannot tell without. */
export function need(there: boolean, otherwise: string): asserts there {
  if (!there) throw new Inconclusive(otherwise);
}

export const said = (error: PassKitError | undefined) =>
  error ? `PassKit said ${error.status ?? 'nothing'}: ${error.message}` : 'PassKit answered 200';

export const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** PassKit's error, when the promise ends in one. */
export const refusalOf = (promise: Promise<unknown>): Promise<PassKitError | undefined> =>
  promise.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof PassKitError) return error;
      throw error;
    },
  );
