// What `npm run bench:redeem` puts beside the page, as a process of its own: `passkit` is a PassKit over HTTP that
// answers from memory, `page` the redemption page whose PassKit answers from the same memory without HTTP, and `bare`
// the page that asks over undici with nothing around it: no signing, no time limit. Nothing could ask for less.
// The answers are the sandbox's own, recorded by the bench and sent here, so both say the same and cost little.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { Pool } from 'undici';
import * as z from 'zod';
import type { Http } from '../operation/ask.ts';
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
  const { api, pages } = config.hosts;
  const inProcess: Http = async ({ path }) => ({ status: 200, body: answers.get(path) ?? '' });
  const http = role === 'bare' ? bareHttp(api) : inProcess;
  const bounded = <T>(work: Promise<T>) => work;
  const runtime = () => ({ http, pages, timezone: config.timeZone, now: new Date(), bounded });
  return redeemServer(createRedeemApp(config, runtime));
}

function bareHttp(api: string): Http {
  const pool = new Pool(api, { headersTimeout: 0, bodyTimeout: 0, connections: null });
  const headers = { authorization: `Bearer ${'x'.repeat(200)}`, accept: 'application/json' };
  return ({ method, path }) =>
    new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let status = 0;
      pool.dispatch(
        { method, path, headers },
        {
          onRequestStart() {},
          onResponseStart(_controller, code) {
            status = code;
          },
          onResponseData(_controller, part) {
            parts.push(part);
          },
          onResponseEnd() {
            resolve({ status, body: Buffer.concat(parts).toString() });
          },
          onResponseError(_controller, error) {
            reject(error);
          },
        },
      );
    });
}

console.log(`${process.argv[2]} listens on ${await listening(serverOf(process.argv[2]), 0, '127.0.0.1')}`);
