// What is known of what a run has changed. When its answer is lost and PassKit cannot be asked what became of it, nobody
// may say that nothing was changed, nor that the same may be sent again.
import * as z from 'zod';
import type { Answer, HttpRequest } from '../operation/ask.ts';
import type { Runtime } from '../operation/run.ts';
import { errorInLine, PassKitError } from '../passkit/errors.ts';
import { parseJson } from '../passkit/lines.ts';
import { codeOfStatus, leavesOpen } from '../passkit/problems.ts';

const object = z.looseObject({});

/** The runtime, and whether PassKit was asked to change something and neither its answer nor a later look tells what became of it. */
export function watched<R extends Runtime>(runtime: R): { runtime: R; unsure(): boolean } {
  let unsure = false;
  const http: Runtime['http'] = async (request) => {
    const writes = request.effect !== 'reads';
    const before = unsure;
    unsure ||= writes;
    const answer = await runtime.http(request).catch((error: unknown) => {
      if (error instanceof PassKitError && !error.sent) unsure = before;
      throw error;
    });
    if (unsure) {
      const status = statusOf(answer, request);
      unsure = writes ? leavesOpen(status) : !tells(status);
    }
    return answer;
  };
  return { runtime: { ...runtime, http }, unsure: () => unsure };
}

/** Whether a look tells how things stand: one that is refused tells nothing. */
const tells = (status: number | undefined) => [undefined, 'not_found'].includes(codeOfStatus(status));

/** The status that an answer comes to; undefined when it did not arrive whole. */
function statusOf({ status, body }: Answer, { method, effect }: HttpRequest): number | undefined {
  if (codeOfStatus(status)) return status;
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  // Only a list may be empty: to all else PassKit says something.
  if (lines.length === 0 && !(method === 'POST' && effect === 'reads')) return undefined;
  try {
    const values = lines.map((line) => object.parse(parseJson(line)));
    const failure = values.map(errorInLine).find((error) => error !== undefined);
    return failure ? failure.status : status;
  } catch {
    return undefined;
  }
}
