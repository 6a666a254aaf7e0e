// The Http of the page's visits on Node, over kept-alive connections.
import { signedHttp } from '../operation/fetchHttp.ts';
import { nodeSend } from '../operation/nodeHttp.ts';
import type { RedeemConfig } from '../redeem/config.ts';
import type { VisitHttp } from '../redeem/runtime.ts';

/** The Http of visits, over one pool of connections to PassKit. */
export function nodeVisitHttp({ connection, hosts }: RedeemConfig): VisitHttp {
  const send = nodeSend(hosts);
  return (left) => signedHttp(connection, send(left));
}
