// The PassKit of `npm run bench:coupons`, in a process of its own: it issues every coupon and keeps nothing. Its argument
// is the mean of the exponential time an answer takes, in milliseconds; 0 is at once. Prints its address.
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';

const mean = Number(process.argv[2]);
const campaign = { id: 'BenchCampaign000000001', name: 'Bench' };
const offer = { id: 'BenchOffer000000000001', offerTitle: 'Bench' };

/** The nth of a fixed row of evenly spread numbers from 0 to 1 (mulberry32): a member waits as long in every run. */
function spread(n: number): number {
  const seed = (n + 1) * 0x6d2b79f5;
  const mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
  return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32;
}

const server = createServer((request, response) => {
  const { url = '' } = request;
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', async () => {
    if (url.endsWith('/list')) {
      const record = url.includes('campaigns') ? campaign : offer;
      response.end(body.includes('"offset":0') ? `{"result":${JSON.stringify(record)}}\n` : '');
      return;
    }
    const member = Number(/"externalId":"Member(\d+)"/.exec(body)?.[1]);
    if (mean > 0) await setTimeout(-mean * Math.log(1 - spread(member)));
    response.end('{"id":"BenchCoupon00000000001"}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
