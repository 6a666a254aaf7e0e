// The RPCs of the Make app, as Make’s forms call them: which request PassKit sees, and what is offered of its answer.
import { limits } from '../../operation/list.ts';
import type { Bundle } from '../../standIns/make/engine/index.ts';
import { type Answering, startAnswering } from './answering.ts';

const connection = { region: 'pub1', apiToken: 'token' };
let passkit: Answering;
beforeAll(async () => {
  passkit = await startAnswering();
});
beforeEach(() => {
  passkit.asked.length = 0;
  passkit.answers.length = 0;
});
afterAll(() => passkit.close());

const requests = () => passkit.asked.map(({ method, url }) => `${method} ${url}`);
function offers(rpc: string, given: Bundle, ...bodies: unknown[]) {
  passkit.answers.push(...bodies.map((body) => ({ status: 200, body })));
  return passkit.app(connection).rpc(rpc, given);
}
/** A list as PassKit streams it. */
const lines = (...records: object[]) => records.map((result) => JSON.stringify({ result })).join('\n');

describe('custom fields in use', () => {
  const body = { response: ['meta.drink', 'visits'] };
  const fields = ['drink', 'visits'].map((name) => ({ name, label: name, type: 'text' }));

  test.each<[passType: string, given: Bundle, request: string]>([
    ['membership', { programId: 'a b' }, 'GET /members/member/meta/a%20b'],
    ['coupon', { campaignId: 'c' }, 'GET /coupon/singleUse/campaign/meta/c'],
  ])('of a %s', async (passType, given, request) => {
    expect(await offers('projectFields', { passType, ...given }, body)).toEqual(fields);
    expect(requests()).toEqual([request]);
  });

  test.each<[string, Bundle]>([
    ['before a project is chosen', { passType: 'membership' }],
    ['of another type’s project', { passType: 'coupon', programId: 'p' }],
    ['of a type that has no list of them', { passType: 'eventTicket', productionId: 'p' }],
  ])('%s are none, and nothing is asked', async (_when, given) => {
    expect(await offers('projectFields', given, body)).toEqual([]);
    expect(requests()).toEqual([]);
  });
});

describe('fields of the pass template', () => {
  const meta = { fieldType: 'META' };
  const dataFields = [
    { ...meta, uniqueName: 'meta.drink', label: 'Favourite drink', isRequired: true },
    { ...meta, uniqueName: 'meta.size', dataCollectionFieldRenderOptions: { helpText: 'S, M or L' } },
    { ...meta, uniqueName: 'universal.info', label: 'Not a custom field' },
    { uniqueName: 'meta.not', fieldType: 'PERSON', label: 'Not a custom field either' },
  ];
  const template = { template: { data: { dataFields } } };
  const fields = [
    { name: 'drink', label: 'Favourite drink', type: 'text', required: true },
    { name: 'size', label: 'meta.size', type: 'text', required: false, help: 'S, M or L' },
  ];

  test.each<[passType: string, given: Bundle, first: object, request: string]>([
    ['membership', { programId: 'p', tierId: 'gold' }, { passTemplateId: 't/1' }, 'GET /members/tier/p/gold'],
    [
      'coupon',
      { campaignId: 'c', offerId: 'o' },
      { beforeRedeemPassTemplateId: 't/1' },
      'GET /coupon/singleUse/offer/o',
    ],
    [
      'eventTicket',
      { productionId: 'p', ticketTypeId: 'tt' },
      { beforeRedeemPassTemplateId: 't/1' },
      'GET /eventTickets/ticketType/id/tt',
    ],
  ])('of a %s', async (passType, given, first, request) => {
    expect(await offers('templateFields', { passType, ...given }, first, template)).toEqual(fields);
    expect(requests()).toEqual([request, 'GET /template/data/t%2F1']);
  });

  test('before a tier is chosen are none, and nothing is asked', async () => {
    expect(await offers('templateFields', { passType: 'membership', programId: 'p' }, {})).toEqual([]);
    expect(requests()).toEqual([]);
  });

  test('of a tier without a template are none', async () => {
    const given = { passType: 'membership', programId: 'p', tierId: 'gold' };
    expect(await offers('templateFields', given, {})).toEqual([]);
    expect(requests()).toHaveLength(1);
  });
});

describe('a list to choose from', () => {
  const named = (id: string, name: string) => ({ id, name });

  test.each<[rpc: string, given: Bundle, request: string, filter: object]>([
    ['programList', {}, 'POST /members/programs/list', {}],
    ['campaignList', {}, 'POST /coupon/singleUse/campaigns/list', {}],
    ['tierList', { programId: 'p' }, 'POST /members/tiers/list', { programId: 'p' }],
    ['offerList', { campaignId: 'c' }, 'POST /coupon/singleUse/offers/list', { campaignId: 'c' }],
  ])('%s names what PassKit has, and offers its ID', async (rpc, given, request, body) => {
    const records = lines(
      { ...named('1', 'Gold'), offerTitle: 'Gold' },
      { ...named('2', 'Silver'), offerTitle: 'Silver' },
    );
    expect(await offers(rpc, given, records)).toEqual([
      { label: 'Gold', value: '1' },
      { label: 'Silver', value: '2' },
    ]);
    expect(requests()).toEqual([request]);
    const sent: unknown = JSON.parse(passkit.asked[0]?.body ?? '');
    expect(sent).toMatchObject(body);
    expect(JSON.stringify(sent)).toContain(`"limit":${limits.choices},"offset":0`);
  });

  test.each(['tierList', 'offerList'])('%s is empty before a project is chosen', async (rpc) => {
    expect(await offers(rpc, { passType: 'membership' }, lines(named('1', 'Gold')))).toEqual([]);
    expect(requests()).toEqual([]);
  });

  test('that breaks off is an error, and no short list', async () => {
    const broken = `${lines(named('1', 'Gold'))}\n{"error":{"code":13,"message":"internal"}}`;
    await expect(offers('programList', {}, broken)).rejects.toThrow(/internal/);
  });

  test('of passes asks in the list of the pass type', async () => {
    const given = { programId: 'p', campaignId: 'c' };
    await offers('passList', { ...given, passType: 'membership' }, '');
    await offers('passList', { ...given, passType: 'coupon' }, '');
    expect(requests()).toEqual(['POST /members/member/list/p', 'POST /coupon/singleUse/coupons/list/c']);
  });
});
