// Why a request is not answered with what was asked for: thrown anywhere, turned into a page or JSON in one place.
import { UserMistake } from '../operation/input.ts';
import { PassKitError } from '../passkit/errors.ts';
import { problemCode, problemOf } from '../passkit/problems.ts';
import { type Notice, notices } from './texts/types.ts';

/** Ends a request with a friendly page. */
export class Refusal extends Error {
  readonly notice: Notice;
  readonly status: number;
  /** Seconds after which it makes sense to try again. */
  readonly retryAfter: number | undefined;

  constructor(notice: Notice, retryAfter?: number, status: number = notices[notice].status) {
    super(notice);
    this.notice = notice;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** After how many seconds it makes sense to try again when PassKit says nothing about it. */
export const soon = 10;

/** What anything that was thrown means to a visitor. `unsure` is whether something may have been done in PassKit. */
export function refusalFor(error: unknown, unsure: boolean): Refusal {
  if (error instanceof Refusal) return error;
  // An ID that would lead somewhere else in PassKit's API.
  if (error instanceof UserMistake) return new Refusal('incomplete');
  if (!(error instanceof PassKitError)) return new Refusal(unsure ? 'unsure' : 'setup');
  const code = problemCode(error);
  const { kind } = problemOf(code);
  const own = code === 'problem';
  const retryAfter = error.retryAfter ?? soon;
  if (unsure) return new Refusal('unsure', retryAfter, own ? 502 : 503);
  if (kind === 'data') return new Refusal('refused');
  if (code === 'credentials' || code === 'forbidden' || code === 'clock') return new Refusal('setup');
  return new Refusal('down', retryAfter, own ? 502 : 503);
}
