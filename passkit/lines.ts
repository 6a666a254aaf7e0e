// PassKit's lists: one JSON object a line, {"result":{…}} or, when it fails half-way, {"error":{…}}.
import * as z from 'zod';
import { errorInLine, PassKitError } from './errors.ts';
import { once } from './once.ts';

const resultLine = once(() => z.object({ result: z.unknown() }));

/**
 * The results of a list answer, in order; an empty body is an empty list.
 * Throws PassKitError when a line is cut off or not JSON, or when PassKit reports an error in the stream:
 * half a list is never passed on as a whole one.
 */
export function resultsIn(body: string): unknown[] {
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const value = parseJson(line);
      const failure = errorInLine(value);
      if (failure) throw failure;
      const parsed = resultLine().safeParse(value);
      if (!parsed.success) throw new PassKitError('PassKit sent a list line that holds no result');
      return parsed.data.result;
    });
}

/** The JSON value in `text`. Throws PassKitError without a status when it is cut off or not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PassKitError('PassKit’s answer was cut off or was not JSON');
  }
}
