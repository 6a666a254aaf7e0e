// Faults: what the next requests get instead of, or on top of, PassKit's answer.
import { z } from 'zod';

const schema = z.strictObject({
  /** Only requests with this verb. */
  method: z.string().optional(),
  /** Only requests whose path (with query) contains this. */
  path: z.string().optional(),
  /** How many requests that fit pass before it hits. */
  skip: z.number().int().nonnegative().optional(),
  /** How many requests it hits; 1 when not given. */
  times: z.number().int().positive().optional(),
  /** Answers this status (200 when only a body is given) without running the call. */
  status: z.number().int().min(200).max(599).optional(),
  /** Answers this body: a string as it is, anything else as JSON. */
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Waits before anything else. */
  delayMs: z.number().nonnegative().optional(),
  /** Drops the connection before or after the call has run. */
  reset: z.enum(['before', 'after']).optional(),
  /** A list loses half of its last line; the connection ends as if all were well. */
  truncate: z.boolean().optional(),
  /** A list breaks off after its first line with an error line. */
  streamError: z.boolean().optional(),
});

export type Fault = z.infer<typeof schema>;

/** Reads a fault from a control request; the error says what is wrong with it. */
export const parseFault = (value: unknown): Fault => schema.parse(value);

export class Faults {
  #pending: { fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.#pending.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The first fault that fits a request, used up by one. */
  take(method: string, path: string): Fault | undefined {
    const match = this.#pending.find(
      ({ fault }) =>
        (!fault.method || fault.method.toUpperCase() === method) && path.includes(fault.path ?? ''),
    );
    if (!match) return undefined;
    if (match.skip > 0) {
      match.skip -= 1;
      return undefined;
    }
    match.left -= 1;
    if (match.left <= 0) this.#pending = this.#pending.filter((entry) => entry !== match);
    return match.fault;
  }
}
