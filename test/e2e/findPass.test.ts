// Find Pass and the dropdowns end to end.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;

describe.each(types)('a %s', (passType) => {
  const emailAddress = `${passType}@example.com`;

  test('is found by PassKit ID, external ID and e-mail, in the same shape', async () => {
    const issued = await app().create('issue_pass', {
      ...inputs[passType](),
      externalId: `f/${passType} 1`,
      emailAddress,
    });
    const project = inputs[passType]();
    for (const by of [{ id: issued.id }, { externalId: `f/${passType} 1` }, { emailAddress }]) {
      const found = await app().search('find_pass', { ...project, ...by });
      expect(found).toMatchObject([{ id: issued.id, passUrl: issued.passUrl, passType, emailAddress }]);
      expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(issued).filter((key) => key !== 'outcome'));
    }
  });

  test('is found by e-mail newest first, and only in the chosen project', async () => {
    const given = { ...inputs[passType](), emailAddress: `many-${emailAddress}` };
    const first = await app().create('issue_pass', { ...given, externalId: `m1-${passType}` });
    sandbox().clock.advance(1000);
    const second = await app().create('issue_pass', { ...given, externalId: `m2-${passType}` });
    const found = await app().search('find_pass', given);
    expect(found.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('that does not exist is an empty result', async () => {
    for (const by of [
      { id: '0000000000000000000000' },
      { externalId: 'nobody' },
      { emailAddress: 'nobody@example.com' },
    ]) {
      expect(await app().search('find_pass', { ...inputs[passType](), ...by })).toEqual([]);
    }
  });

  test('is not found in a project it does not belong to', async () => {
    const { id } = await app().create('issue_pass', { ...inputs[passType](), externalId: `own-${passType}` });
    const elsewhere = {
      programId: 'AnotherProject00000001',
      campaignId: 'AnotherProject00000001',
      productionId: 'AnotherProject00000001',
    };
    expect(await app().search('find_pass', { passType, ...elsewhere, id })).toEqual([]);
  });

  test('is asked for by name when no key is given', async () => {
    await expect(app().search('find_pass', inputs[passType]())).rejects.toThrow(
      /External ID is missing. Fill it in, or fill in Pass or Email Address instead/,
    );
  });
});

describe('a list that goes wrong', () => {
  const search = () =>
    app().search('find_pass', { ...inputs.membership(), emailAddress: 'jane.faults@example.com' });
  beforeAll(async () => {
    for (const externalId of ['l1', 'l2', 'l3']) {
      await app().create('issue_pass', {
        ...inputs.membership(),
        externalId,
        emailAddress: 'jane.faults@example.com',
      });
    }
  });

  test.each([
    [{ truncate: true }, /tries again by itself/],
    [{ streamError: true }, /./],
    [{ reset: 'before' as const }, /tries again by itself/],
    [{ status: 503 }, /tries again by itself/],
    [{ status: 429, headers: { 'retry-after': '7' } }, /slow down/],
    [{ status: 500 }, /problem of its own/],
  ])('is never half a result: %o', async (fault, message) => {
    sandbox().fault({ path: '/members/member/list', ...fault });
    await expect(search()).rejects.toThrow(message);
    expect(await search()).toHaveLength(3);
  });
});

describe('the dropdowns', () => {
  test('page through hundreds of projects', async () => {
    for (let n = 0; n < 250; n++) sandbox().add.program({ name: `Program ${n}` });
    const names = new Set<unknown>();
    for (let page = 0; ; page++) {
      const choices = await app().dropdown('program_list', {}, page);
      if (choices.length === 0) break;
      for (const { name } of choices) names.add(name);
    }
    expect(names.size).toBe(251);
  });

  test.each([
    ['tier_list', () => ({ programId: sandbox().demo.programId }), 3],
    ['campaign_list', () => ({}), 1],
    ['offer_list', () => ({ campaignId: sandbox().demo.campaignId }), 2],
    ['production_list', () => ({}), 1],
    ['event_list', () => ({ productionId: sandbox().demo.productionId }), 1],
    ['ticket_type_list', () => ({ productionId: sandbox().demo.productionId }), 2],
  ])('%s offers ids and names', async (key, input, count) => {
    const choices = await app().dropdown(key, input());
    expect(choices).toHaveLength(count);
    for (const { id, name } of choices) {
      expect(id).toEqual(expect.stringMatching(/./));
      expect(name).toEqual(expect.stringMatching(/./));
    }
  });

  test('that depend on another field stay empty, without a request, until it is filled', async () => {
    const requests = await requestsOf(async () => {
      for (const key of [
        'tier_list',
        'offer_list',
        'event_list',
        'ticket_type_list',
        'pass_list',
        'coupon_list',
      ]) {
        expect(await app().dropdown(key, {})).toEqual([]);
      }
    });
    expect(requests).toEqual([]);
  });

  test.each(types)('pass_list offers the newest passes of a %s project', async (passType) => {
    const { id } = await app().create('issue_pass', { ...inputs[passType](), displayName: 'Newest Holder' });
    const choices = await app().dropdown('pass_list', inputs[passType]());
    // Two holders may have one name: without an external ID the PassKit ID tells them apart.
    expect(choices).toContainEqual({ id, name: `Newest Holder ${id}` });
  });
});
