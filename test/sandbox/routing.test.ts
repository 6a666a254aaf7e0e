// Paths, verbs and ids in paths, as the gateway treats them.
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox();

test.each([
  'GET /members/nonsense',
  'POST /members/member/list/',
  'GET /coupon/singleUse/coupon/externalId/onlyOne',
])('an unknown path is 404: %s', async (path) => {
  expect(await send(sandbox(), path)).toMatchObject({
    status: 404,
    body: { code: 5, message: 'Not Found', details: [] },
  });
});

test.each([
  'PATCH /members/member',
  'POST /coupon/singleUse/coupon/redeem',
  'DELETE /coupon/singleUse/coupon/abc',
])('a known path with another verb is 501: %s', async (path) => {
  expect(await send(sandbox(), path)).toMatchObject({
    status: 501,
    body: { code: 12, message: 'Method Not Allowed', details: [] },
  });
});

test.each(['A/B', 'name@example.com', 'a b+c', 'ümlaut?#'])(
  'external id %j is found in a path',
  async (externalId) => {
    const { demo } = sandbox();
    const id = await idOf(sandbox(), 'POST /members/member', {
      programId: demo.programId,
      tierId: 'gold',
      externalId,
    });
    const path = `/members/member/externalId/${demo.programId}/${encodeURIComponent(externalId)}`;
    expect((await send(sandbox(), `GET ${path}`)).body).toMatchObject({ id, externalId });
  },
);

test('every demo id is 22 characters and every demo object can be read', async () => {
  const { demo } = sandbox();
  const reads: [path: string, id: string][] = [
    ['/members/program', demo.programId],
    ['/coupon/singleUse/campaign', demo.campaignId],
    ['/coupon/singleUse/offer', demo.offerId],
    ['/coupon/singleUse/offer', demo.fixedOfferId],
    ['/eventTickets/production', demo.productionId],
    ['/eventTickets/ticketType/id', demo.ticketTypeId],
    ['/eventTickets/ticketType/id', demo.vipTicketTypeId],
  ];
  for (const [path, id] of reads) {
    expect(id).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(await send(sandbox(), `GET ${path}/${id}`)).toMatchObject({ status: 200, body: { id } });
  }
  expect(await send(sandbox(), `GET /members/tier/${demo.programId}/gold`)).toMatchObject({
    body: { name: 'Gold' },
  });
});

test('unknown objects are 404 with their id', async () => {
  const reads = [
    '/members/member/id/x',
    '/coupon/singleUse/coupon/x',
    '/eventTickets/ticket/id/x',
    '/template/data/x',
  ];
  for (const path of reads) {
    const reply = await send(sandbox(), `GET ${path}`);
    expect(reply).toMatchObject({ status: 404, body: { code: 5 } });
    expect(reply.body.message).toMatch(/ with id\[x\] does not exist$/);
  }
});

test('a tier template describes its custom fields among the others', async () => {
  const tier = await send(sandbox(), `GET /members/tier/${sandbox().demo.programId}/bronze`);
  const template = await send(sandbox(), `GET /template/data/${tier.body.passTemplateId}`);
  expect(template.body).toMatchObject({
    template: {
      data: {
        dataFields: expect.arrayContaining([
          expect.objectContaining({ uniqueName: 'meta.favouriteDrink', fieldType: 'META', isRequired: true }),
          expect.objectContaining({ uniqueName: 'meta.newsletter', dataType: 'BOOLEAN', isRequired: false }),
          expect.objectContaining({ uniqueName: 'person.displayName', fieldType: 'PII' }),
        ]),
      },
    },
  });
});

test('unset fields are in the answer with their zero value', async () => {
  const { demo } = sandbox();
  const id = await idOf(sandbox(), 'POST /members/member', {
    programId: demo.programId,
    tierId: 'gold',
    person: { forename: 'Jane' },
  });
  expect((await send(sandbox(), `GET /members/member/id/${id}`)).body).toMatchObject({
    externalId: '',
    points: 0,
    optOut: false,
    expiryDate: null,
    passOverrides: null,
    notes: [],
    metaData: {},
    person: { forename: 'Jane', surname: '', otherNames: [], dateOfBirth: null, gender: 'NOT_KNOWN' },
  });
});
