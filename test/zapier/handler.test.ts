// Protects what core does around a run, through the handler Zapier calls: its log, that it follows no redirect, and that it leaves
// the braces in users' texts alone.
import zapier from 'zapier-platform-core';
import app from '../../index.ts';
import { byKey } from '../../zapier/operations.ts';
import nock from '../support/nock.ts';
import { makeBundle } from '../support/zapier.ts';

// It is there, but not in its types.
const createAppHandler: (app: object) => (event: object) => Promise<{ results: unknown }> = Reflect.get(
  zapier,
  'createAppHandler',
);
const handler = createAppHandler(app);

const host = 'https://api.pub1.passkit.io';
const apiSecret = 'ASecretThatNobodyMayRead';
const project = { passType: 'membership', programId: 'P' };

/** Runs an action as Zapier does, and keeps what core writes to its log. */
async function run(action: string, input: object) {
  const log: { message: string; data: Record<string, unknown> }[] = [];
  const { results } = await handler({
    command: 'execute',
    method: `${action}.operation.perform`,
    bundle: makeBundle({ region: 'pub1', apiKey: 'key', apiSecret }, { ...project, ...input }),
    customLogger: (message: string, data: Record<string, unknown>) => log.push({ message, data }),
  });
  return { results, log };
}

test('the definition is that of the same operations in plain objects, and is checked as one', async () => {
  const { triggers, searches, creates } = app;
  const plain = { ...app, triggers: { ...triggers }, searches: { ...searches }, creates: { ...creates } };
  const { results } = await handler({ command: 'definition' });
  expect(results).toEqual((await createAppHandler(plain)({ command: 'definition' })).results);
  expect(results).toMatchObject({ creates: { issue_pass: { operation: { perform: '$func$2$f$' } } } });

  const issuePass = { key: 'issue_pass', noun: 'Pass', display: {}, operation: {} };
  const broken = createAppHandler({ ...app, creates: byKey([issuePass]) });
  expect((await broken({ command: 'validate' })).results).not.toEqual([]);
});

test('a request is in the log once, without credentials', async () => {
  let authorization = '';
  nock(host, { reqheaders: { 'user-agent': 'Zapier' } })
    .get('/members/member/id/M1')
    .reply(function () {
      authorization = String(this.req.headers.authorization);
      return [200, { id: 'M1', programId: 'P' }];
    });
  const { log } = await run('searches.find_pass', { id: 'M1' });
  expect(log.map(({ message }) => message)).toEqual([`200 GET ${host}/members/member/id/M1`]);
  expect(authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  const text = JSON.stringify(log);
  expect(text).not.toContain(authorization.slice('Bearer '.length));
  expect(text).not.toContain(apiSecret);
  expect(log[0]?.data).toMatchObject({
    request_via_client: true,
    request_headers: expect.stringMatching(/authorization: :censored:/),
  });
});

test.each(['{{x}}', '{{bundle.authData.apiSecret}}', '{{process.env.HOME}} {{}}'])(
  'a text with %s reaches PassKit as it is',
  async (text) => {
    const sent: unknown[] = [];
    nock(host)
      .post('/members/member')
      .reply((_uri, body) => {
        sent.push(body);
        return [200, { id: 'M1' }];
      });
    nock(host)
      .get(`/members/member/externalId/P/${encodeURIComponent(text)}`)
      .reply(200, { id: 'M1', programId: 'P', externalId: text });
    const given = { tierId: 'base', externalId: text, displayName: text };
    expect((await run('creates.issue_pass', given)).results).toMatchObject(given);
    expect(sent).toEqual([expect.objectContaining({ externalId: text, person: { displayName: text } })]);
    expect((await run('searches.find_pass', { externalId: text })).results).toHaveLength(1);
  },
);

test('a redirect is not followed: the credentials go to PassKit and nowhere else', async () => {
  nock(host)
    .get('/members/member/id/M1')
    .reply(302, '', { location: `${host}/elsewhere` });
  await expect(run('searches.find_pass', { id: 'M1' })).rejects.toThrow('PassKit did not answer');
});
