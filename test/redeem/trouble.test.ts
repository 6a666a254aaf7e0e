// Protects the answers when PassKit is down, slow or refuses: always one, always true, always soon; asked as on Node
// and as on edge runtimes.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import { fetchVisitHttp } from '../../redeem/runtime.ts';
import type { Fault } from '../../sandbox/index.ts';
import { type Options, useRedeem } from './support.ts';

describe.each([
  ['on Node', nodeVisitHttp],
  ['over fetch', fetchVisitHttp],
])('%s', (_platform, visitHttp) => {
  const { sandbox, visitor: visitorOver, coupon, asked } = useRedeem();
  const visitor = (options: Options = {}) => visitorOver({ ...options, visitHttp });

  describe('opening a link while PassKit has a problem', () => {
    test.each<[Fault, number, string | null]>([
      [{ status: 500, body: { error: 'x' } }, 502, '10'],
      // It comes from what stands before PassKit.
      [{ status: 502 }, 503, '10'],
      [{ status: 503 }, 503, '10'],
      [{ status: 429, headers: { 'retry-after': '7' } }, 503, '7'],
      [{ reset: 'before' }, 503, '10'],
      [{ status: 200, body: '{"id":' }, 503, '10'],
      [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 503, '10'],
      [{ status: 401 }, 500, null],
      [{ status: 403 }, 500, null],
    ])('%o', async (fault, status, retryAfter) => {
      await coupon(`fault ${JSON.stringify(fault)}`);
      sandbox().fault(fault);
      const { open, lines } = visitor();
      const page = await open(`fault ${JSON.stringify(fault)}`);
      expect(page.status).toBe(status);
      expect(page.headers.get('retry-after')).toBe(retryAfter);
      expect(page.heading).toBe(
        status === 500 ? 'This page does not work yet' : 'The coupon cannot be read right now',
      );
      expect(lines.at(-1)).toMatchObject({
        status,
        passkit: fault.status === 200 || fault.status === 302 ? 'no answer' : (fault.status ?? 'no answer'),
      });
    });

    test('shows the coupon even when its offer cannot be read', async () => {
      await coupon('untitled');
      sandbox().fault({ path: '/offer/', status: 500 });
      expect(await visitor().open('untitled')).toMatchObject({ status: 200, heading: 'Your coupon' });
    });
  });

  describe('tapping while PassKit has a problem', () => {
    const tapWith = async (externalId: string, fault: Fault) => {
      const id = await coupon(externalId);
      const { open, submit, link, follow } = visitor();
      const { token } = await open(externalId);
      sandbox().fault({ method: 'PUT', ...fault });
      const answer = await submit(link(externalId), { token });
      return { id, answer, page: answer.status === 303 ? await follow(answer) : answer };
    };

    test.each<[Fault, number, string]>([
      [{ status: 503 }, 503, 'We do not know yet'],
      [{ status: 429 }, 503, 'The coupon cannot be read right now'],
      [{ reset: 'before' }, 503, 'We do not know yet'],
      [{ status: 500 }, 502, 'We do not know yet'],
      [{ status: 400, body: { error: 'offer is disabled' } }, 409, 'This coupon cannot be redeemed now'],
      [{ status: 401 }, 500, 'This page does not work yet'],
    ])('says what is known, and that is true: %o', async (fault, status, heading) => {
      const { id, page } = await tapWith(`tap ${JSON.stringify(fault)}`, fault);
      expect(page).toMatchObject({ status, heading });
      expect(sandbox().coupon(id)?.status).toBe('UNREDEEMED');
    });

    test.each<Fault>([{ status: 429 }, { status: 401 }, { status: 503 }, { reset: 'before' }])(
      'does not say that nothing was changed when the look after a lost answer fails: %o',
      async (fault) => {
        const externalId = `look ${JSON.stringify(fault)}`;
        await coupon(externalId);
        const { open, submit, link } = visitor();
        const { token } = await open(externalId);
        // The read before the redemption goes through; the one after it does not.
        const stop = sandbox().onRequest(({ method }) => {
          if (method === 'GET') sandbox().fault({ method: 'GET', ...fault });
          stop();
        });
        sandbox().fault({ method: 'PUT', reset: 'after' });
        expect(await submit(link(externalId), { token })).toMatchObject({
          status: 503,
          heading: 'We do not know yet',
        });
      },
    );

    test('a lost answer of a redemption that got through is a success', async () => {
      const { page } = await tapWith('lost', { reset: 'after' });
      expect(page).toMatchObject({ status: 200, heading: 'Redeemed' });
    });

    test('the receipt is shown while PassKit is down', async () => {
      const externalId = 'down after';
      await coupon(externalId);
      const { open, submit, link, follow } = visitor();
      const { token } = await open(externalId);
      const answer = await submit(link(externalId), { token });
      sandbox().fault({ status: 503, times: 3 });
      expect(await follow(answer)).toMatchObject({ status: 200, heading: 'Redeemed' });
    });
  });

  test('an answer is given although PassKit gives none', async () => {
    await coupon('slow');
    const { open, submit, link } = visitor({ bounds: { request: 60, visit: 120 } });
    const { token } = await visitor().open('slow');
    sandbox().fault({ delayMs: 60_000, times: 2 });
    for (const page of [await open('slow'), await submit(link('slow'), { token })])
      expect(page).toMatchObject({ status: 503, heading: 'The coupon cannot be read right now' });
    sandbox().fault({ method: 'PUT', delayMs: 60_000 });
    expect(await submit(link('slow'), { token })).toMatchObject({
      status: 503,
      heading: 'We do not know yet',
    });
  });

  test('PassKit is asked nothing more when the time of a visit is over', async () => {
    await coupon('over');
    const { token } = await visitor().open('over');
    // Time enough for the first request, also on a busy machine.
    const { submit, link } = visitor({ bounds: { request: 400, visit: 400 } });
    sandbox().fault({ method: 'PUT', delayMs: 60_000 });
    // Else it would look what became of the coupon.
    expect(await asked(() => submit(link('over'), { token }))).toEqual(['GET 200']);
  });

  test.each<[string, (socket: Socket) => unknown, string]>([
    ['a connection that never stands', () => undefined, 'https'],
    ['an answer that never begins', () => undefined, 'http'],
    ['an answer that never ends', trickle, 'http'],
  ])('an answer is given in time with %s', async (_name, serve, protocol) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      serve(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    const url = `${protocol}://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
    const { open } = visitor({ env: { PASSKIT_API_URL: url }, bounds: { request: 200, visit: 400 } });
    const started = performance.now();
    expect(await open('any')).toMatchObject({ status: 503 });
    expect(performance.now() - started).toBeLessThan(5_000);
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});

/** An answer of PassKit's that goes on and on. */
function trickle(socket: Socket) {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
  const timer = setInterval(() => socket.write('1\r\n \r\n'), 20);
  socket.on('close', () => clearInterval(timer));
}
