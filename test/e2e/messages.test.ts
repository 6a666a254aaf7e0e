// Send Pass and Send Message end to end: what reaches the holders, and what a fault at each request comes to.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;
const since = async (act: () => Promise<unknown>) => {
  const before = sandbox().outbox.length;
  await act();
  return sandbox().outbox.slice(before);
};

describe.each(types)('a %s', (passType) => {
  let id = '';
  const row = (more: Record<string, unknown>) => ({ ...inputs[passType](), externalId: 'm1', ...more });
  beforeAll(async () => {
    const pass = await app().create('issue_pass', row({ emailAddress: 'jane@example.com' }));
    id = String(pass.id);
  });

  test('is sent by e-mail to its holder, or elsewhere, each time with one request', async () => {
    const requests = await requestsOf(async () => {
      const sent = await since(async () => {
        expect(await app().create('send_pass', row({}))).toMatchObject({ externalId: 'm1', outcome: 'sent' });
        await app().create('send_pass', row({ id, emailAddress: 'other@example.com' }));
      });
      expect(sent).toEqual([
        { kind: 'email', passId: id, to: 'jane@example.com' },
        { kind: 'email', passId: id, to: 'other@example.com' },
      ]);
    });
    expect(requests).toEqual(['POST /distribution/email 200', 'POST /distribution/email 200']);
  });
  test('is not sent twice when the answer is lost: the run halts and says so', async () => {
    sandbox().fault({ method: 'POST', path: '/distribution/email', reset: 'after' });
    const sent = await since(() =>
      expect(app().create('send_pass', row({ id }))).rejects.toThrow(/\[unsure\]/),
    );
    expect(sent).toHaveLength(1);
  });
  test('may be sent again when the request never got through', async () => {
    sandbox().fault({ method: 'POST', path: '/distribution/email', status: 503 });
    await expect(app().create('send_pass', row({ id }))).rejects.toThrow();
    expect(await since(() => app().create('send_pass', row({ id })))).toHaveLength(1);
  });

  const message = { title: 'Hello', text: 'Coffee is ready' };
  test('gets a message, by PassKit ID with two requests and by external ID with three', async () => {
    const sent = await since(async () => {
      const byId = await requestsOf(() => app().create('send_message', row({ id, ...message })));
      expect(byId).toEqual(['POST /message 200', 'POST /message/send 200']);
      expect(await requestsOf(() => app().create('send_message', row(message)))).toHaveLength(3);
    });
    expect(sent).toMatchObject([
      { kind: 'message', passId: id },
      { kind: 'message', passId: id },
    ]);
  });
  test('gets it with everybody else where the project goes by its name, and once', async () => {
    const names = { programId: 'Coffee Club', campaignId: 'Coffee Rewards', productionId: 'Latte Art Show' };
    const sent = await since(async () =>
      expect(
        await app().create('send_message', { ...row(message), ...names, sendTo: 'everybody' }),
      ).toMatchObject({ outcome: 'sent', count: 1 }),
    );
    expect(sent.map(({ passId }) => passId)).toEqual([id]);
  });
  test('gets it with everybody else, and a message that exists once more', async () => {
    const other = await app().create('issue_pass', { ...row({}), externalId: 'm2' });
    const sent = await since(async () => {
      const { messageId, count } = await app().create('send_message', {
        ...row(message),
        sendTo: 'Everybody',
      });
      expect(count).toBe(2);
      expect(await app().create('send_message', row({ id, messageId }))).toMatchObject({
        messageId,
        count: 1,
      });
    });
    expect(sent.map(({ passId }) => passId)).toEqual([id, other.id, id]);
  });
  test.each(['/message', '/message/send'])(
    'after a lost answer of %s gets it at most once a run',
    async (path) => {
      sandbox().fault({ method: 'POST', path, reset: 'after' });
      const sent = await since(() =>
        expect(app().create('send_message', row({ id, ...message }))).rejects.toThrow(
          path === '/message' ? /tries again/ : /\[unsure\]/,
        ),
      );
      expect(sent).toHaveLength(path === '/message' ? 0 : 1);
    },
  );
});

test('a pass without an address is not sent, and PassKit’s reason is told', async () => {
  await app().create('issue_pass', { ...inputs.membership(), externalId: 'silent' });
  await expect(app().create('send_pass', { ...inputs.membership(), externalId: 'silent' })).rejects.toThrow(
    /no email address/,
  );
});
