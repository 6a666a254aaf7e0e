// Protects what is said of a run whose answers get lost: that it may be sent again only when nothing is open.
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import type { Runtime } from '../../operation/run.ts';
import { notSent, PassKitError } from '../../passkit/errors.ts';
import { watched } from '../../redeem/watched.ts';

const change: HttpRequest = { effect: 'adds', method: 'POST', path: '/members/member' };
const look: HttpRequest = { effect: 'reads', method: 'GET', path: '/members/member/id/1' };
const list: HttpRequest = { effect: 'reads', method: 'POST', path: '/members/member/list/1' };

/** Sends requests, each answered so, or failing so, and tells whether it is open what became of the changes. */
async function after(...exchanges: [HttpRequest, Answer | Error][]): Promise<boolean> {
  const left = exchanges.map(([, answer]) => answer);
  const runtime: Runtime = {
    http: async () => {
      const answer = left.shift();
      if (!answer || answer instanceof Error) throw answer;
      return answer;
    },
    pages: '',
    timezone: 'UTC',
    now: new Date(),
  };
  const { runtime: asking, unsure } = watched(runtime);
  for (const [request, answer] of exchanges) {
    const asked = asking.http(request);
    if (answer instanceof Error) await expect(asked).rejects.toBe(answer);
    else expect(await asked).toBe(answer);
  }
  return unsure();
}
const ok = (body: string) => ({ status: 200, body });
const lost = new PassKitError('PassKit did not answer');

test.each<[string, boolean, Answer | Error]>([
  ['done', false, ok('{"id":"1"}')],
  ['done, with nothing to tell', false, ok('{}\n')],
  ['refused', false, { status: 400, body: '{"error":"no"}' }],
  ['refused in the body', false, ok('{"error":{"code":5,"message":"no such tier"}}')],
  ['not sent', false, notSent()],
  ['no answer', true, lost],
  ['another failure', true, new TypeError('x')],
  ['an empty answer', true, ok('')],
  ['blanks', true, ok(' \n')],
  ['half an answer', true, ok('{"id":"1')],
  ['no object', true, ok('null')],
  ['a list', true, ok('[]')],
  ['PassKit is busy', true, { status: 503, body: '' }],
  ['PassKit is busy, in the body', true, ok('{"error":{"code":14,"message":"busy"}}')],
])('a change: %s leaves it open: %s', async (_what, open, answer) => {
  expect(await after([change, answer])).toBe(open);
});

test.each<[string, boolean, HttpRequest, Answer | Error]>([
  ['finds the record', false, look, ok('{"id":"1"}')],
  ['finds no record', false, look, { status: 404, body: '{"error":"not found"}' }],
  ['finds an empty list', false, list, ok('')],
  ['finds a list', false, list, ok('{"result":{}}\r\n\r\n{"result":{}}\n')],
  ['is refused', true, look, { status: 401, body: '{}' }],
  ['is not answered', true, look, lost],
  ['is not sent', true, look, notSent()],
  ['is answered with nothing', true, look, ok('')],
  ['is answered half', true, look, ok('{"id"')],
  ['finds half a list', true, list, ok('{"result":{}}\n{"resu')],
  ['finds a list that ends in an error', true, list, ok('{"result":{}}\n{"error":{"code":13}}')],
])('a look after a lost change that %s leaves it open: %s', async (_what, open, request, answer) => {
  expect(await after([change, lost], [request, answer])).toBe(open);
});

test('a look that fails before anything was changed leaves nothing open', async () => {
  expect(await after([look, lost], [look, ok('{"id')])).toBe(false);
});

test('a change that is not sent leaves open what was open before', async () => {
  expect(await after([change, lost], [change, notSent()])).toBe(true);
});
