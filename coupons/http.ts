// PassKit as a long run asks it: over no more connections than rows are in work, which are kept.
import type { Http } from '../operation/ask.ts';
import { signedHttp } from '../operation/fetchHttp.ts';
import { nodeSend } from '../operation/nodeHttp.ts';
import type { Connection } from '../passkit/connection.ts';
import type { Hosts } from '../passkit/regions.ts';

/** How long a whole answer may take, in milliseconds. */
const longestAnswer = 30_000;

/** An Http for many requests, over at most `connections` at a time. */
export const manyHttp = (
  { connection, hosts }: { connection: Connection; hosts: Hosts },
  connections: number,
): Http =>
  signedHttp(
    connection,
    nodeSend(hosts, connections)(() => longestAnswer),
  );
