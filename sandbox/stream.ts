// Streamed lists: one {"result":...} line per message, made as the client reads them.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault } from './faults.ts';
import type { Message } from './messages.ts';

const LINES_PER_CHUNK = 500;

/** Sends a list as JSON lines, spoiled as the fault says. An empty list is an empty body. */
export async function sendList(
  response: ServerResponse,
  list: Iterable<Message>,
  fault: Fault | undefined,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  await pipeline(Readable.from(chunks(faulty(lines(list), fault))), response);
}

function* lines(list: Iterable<Message>): Iterable<string> {
  for (const result of list) yield `${JSON.stringify({ result })}\n`;
}

function* faulty(all: Iterable<string>, fault: Fault | undefined): Iterable<string> {
  let held: string | undefined;
  for (const line of all) {
    if (fault?.streamError) {
      yield line;
      break;
    }
    if (held !== undefined) yield held;
    held = line;
  }
  if (fault?.streamError) yield `${JSON.stringify({ error: STREAM_ERROR })}\n`;
  else if (held !== undefined) yield fault?.truncate ? held.slice(0, held.length / 2) : held;
}

const STREAM_ERROR = { code: 14, message: 'the stream was interrupted', details: [] };

function* chunks(all: Iterable<string>): Iterable<string> {
  let chunk: string[] = [];
  for (const line of all) {
    chunk.push(line);
    if (chunk.length < LINES_PER_CHUNK) continue;
    yield chunk.join('');
    chunk = [];
  }
  if (chunk.length > 0) yield chunk.join('');
}
