// Set Pass Image end to end: three requests, nothing else on the pass changes, and a fault at each request.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;

describe.each(types)('a %s', (passType) => {
  const row = (more: Record<string, unknown>) => ({ ...inputs[passType](), externalId: 'image', ...more });
  const imageUrl = 'https://example.com/a.png';
  let id = '';
  const shown = () => {
    const { member, coupon, ticket } = sandbox();
    return { membership: member, coupon, eventTicket: ticket }[passType](id);
  };
  beforeAll(async () => {
    const pass = await app().create('issue_pass', row({ displayName: 'Jane', metaData: { a: '1' } }));
    id = String(pass.id);
  });

  test('gets a picture with three requests, and a second one leaves the first', async () => {
    const requests = await requestsOf(() =>
      app().create('set_pass_image', row({ imageSlot: 'Strip', imageUrl })),
    );
    expect(requests).toHaveLength(3);
    expect(await app().create('set_pass_image', row({ id, imageSlot: 'hero', imageUrl }))).toMatchObject({
      id,
      displayName: 'Jane',
      outcome: 'updated',
    });
    const id22 = expect.stringMatching(/^\w{22}$/);
    expect(shown()).toMatchObject({
      passOverrides: { imageIds: { strip: id22, hero: id22 } },
      person: { displayName: 'Jane' },
      metaData: { a: '1' },
    });
  });
  test.each(['/images', 'PUT'])('may be run again after a lost answer of %s', async (lost) => {
    sandbox().fault(lost === 'PUT' ? { method: 'PUT', reset: 'after' } : { path: lost, reset: 'after' });
    const again = row({ imageSlot: 'logo', imageUrl });
    await expect(app().create('set_pass_image', again)).rejects.toThrow(/tries again/);
    expect(await app().create('set_pass_image', again)).toMatchObject({ id, outcome: 'updated' });
  });
  test('keeps what it has when PassKit cannot take the picture', async () => {
    const before = shown();
    sandbox().fault({ path: '/images', status: 400 });
    await expect(app().create('set_pass_image', row({ imageSlot: 'icon', imageUrl }))).rejects.toThrow(
      /PassKit/,
    );
    expect(shown()).toEqual(before);
  });
});
