// What is known of what a run has changed. When its answer is lost and PassKit cannot be asked what became of it, nobody
// may say that nothing was changed, nor that the same may be sent again.
import type { Runtime } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { codeOfStatus, leavesOpen } from '../passkit/problems.ts';

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
    if (writes ? isSettled(answer) : tells(answer)) unsure = false;
    return answer;
  };
  return { runtime: { ...runtime, http }, unsure: () => unsure };
}

type Answer = Awaited<ReturnType<Runtime['http']>>;

/** Whether the answer to a change tells what became of it: done, or refused. */
const isSettled = (answer: Answer) =>
  codeOfStatus(answer.status) ? !leavesOpen(answer.status) : isWhole(answer);

/** Whether a look tells how things stand: one that is refused tells nothing. */
function tells(answer: Answer): boolean {
  const code = codeOfStatus(answer.status);
  return code ? code === 'not_found' : isWhole(answer);
}

function isWhole({ body }: Answer): boolean {
  try {
    // Lists are lines of JSON: the first tells that it was PassKit who answered.
    return typeof JSON.parse(body.split('\n')[0] ?? '') === 'object';
  } catch {
    return body === '';
  }
}
