// What `npm run bench:redeem` puts beside the page, as a process of its own: `passkit` is a PassKit over HTTP that
// answers from memory, `page` the redemption page whose PassKit answers from the same memory without HTTP.
// The answers are the sandbox's own, recorded by the bench and sent here, so both say the same and cost little.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { createRedeemApp } from '../redeem/app.ts';
import { readConfig } from '../redeem/config.ts';
import { listening, redeemServer } from './redeemServer.ts';

const recorded = z.record(z.string(), z.string()).parse(await json(process.stdin));
const answers = new Map(Object.entries(recorded));

function serverOf(role: string | undefined) {
  if (role === 'passkit') {
    return createServer((request, response) => {
      const body = answers.get(request.url ?? '') ?? '';
      const length = Buffer.byteLength(body);
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json', 'content-length': length });
      response.end(body);
    });
  }
  const config = readConfig(process.env);
  const http = async ({ path }: { path: string }) => ({ status: 200, body: answers.get(path) ?? '' });
  const { pages } = config.hosts;
  const bounded = <T>(work: Promise<T>) => work;
  const runtime = () => ({ http, pages, timezone: config.timeZone, now: new Date(), bounded });
  return redeemServer(createRedeemApp(config, runtime));
}

console.log(`${process.argv[2]} listens on ${await listening(serverOf(process.argv[2]), 0, '127.0.0.1')}`);
