// Tickets at the door and the box office, end to end: redeemed, validated and handed over, and what becomes of a lost answer.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const issue = (externalId: string, more = {}) =>
  app().create('issue_pass', { ...inputs.eventTicket(), externalId, displayName: 'Jane Doe', ...more });
const act = (key: string, externalId: string, more = {}) =>
  app().create(key, { productionId: sandbox().demo.productionId, externalId, ...more });
const ticket = (id: unknown) => sandbox().ticket(String(id));
const past = () => new Date(sandbox().clock.now().getTime() - 86_400_000).toISOString();

describe('Redeem Ticket', () => {
  const redeem = (externalId: string, more = {}) => act('redeem_ticket', externalId, more);

  test('takes one request, and keeps reference and source', async () => {
    const { id } = await issue('one');
    const requests = await requestsOf(async () => {
      expect(await redeem('one', { redemptionReference: 'scan-1', redemptionSource: 'North' })).toMatchObject(
        { id, externalId: 'one', status: 'REDEEMED', outcome: 'redeemed' },
      );
    });
    expect(requests).toEqual(['PUT /eventTickets/ticket/redeem 200']);
    expect(ticket(id)).toMatchObject({
      status: 'REDEEMED',
      redemptionDetails: { redemptionReference: 'scan-1', redemptionSource: 'North' },
    });
  });

  test('by PassKit ID, a repeated step says whose ticket it was', async () => {
    const { id } = await issue('by-id-again');
    const row = { id, redemptionReference: 'scan-1' };
    await app().create('redeem_ticket', row);
    expect(await app().create('redeem_ticket', row)).toMatchObject({
      outcome: 'already_redeemed',
      externalId: 'by-id-again',
      productionId: sandbox().demo.productionId,
    });
  });

  test('the same reference is the same redemption, any other is told who was quicker', async () => {
    await issue('twice');
    await redeem('twice', { redemptionReference: 'scan-1' });
    expect(await redeem('twice', { redemptionReference: 'scan-1' })).toMatchObject({
      outcome: 'already_redeemed',
      displayName: 'Jane Doe',
    });
    await expect(redeem('twice', { redemptionReference: 'scan-2' })).rejects.toThrow(
      /already redeemed on .* UTC \(reference scan-1\)\. Nothing was redeemed this time/,
    );
    await expect(redeem('twice')).rejects.toThrow(/Without a redemption reference/);
  });

  test('an expired ticket and one that is not there are not redeemed', async () => {
    await issue('old', { expiryDate: past() });
    await expect(redeem('old')).rejects.toThrow(/expired on .* UTC\. Nothing was redeemed/);
    await expect(redeem('nobody')).rejects.toThrow(/no ticket “nobody”.*may have been redeemed before/);
  });

  test('where a production deletes what is redeemed, nobody claims to know which it was', async () => {
    const { add, demo } = sandbox();
    const production = add.production({ name: 'Once', autoInvalidateTicketsUponRedemption: 'ON' });
    const event = add.event({ productionId: production.id, venueId: demo.venueId });
    const type = add.ticketType({ productionId: production.id, name: 'Standard' });
    const once = { productionId: production.id, externalId: 'once' };
    const place = { passType: 'eventTicket', eventId: event.id, ticketTypeId: type.id };
    await app().create('issue_pass', { ...once, ...place });
    sandbox().fault({ method: 'PUT', reset: 'after' });
    await expect(app().create('redeem_ticket', { ...once, redemptionReference: 'a' })).rejects.toThrow(
      /tries again by itself/,
    );
    await expect(app().create('redeem_ticket', { ...once, redemptionReference: 'a' })).rejects.toThrow(
      /may have been redeemed before/,
    );
  });

  test.each(['before', 'after'] as const)(
    'a connection that breaks %s: run again, it is redeemed once',
    async (reset) => {
      const { id } = await issue(`lost-${reset}`);
      sandbox().fault({ method: 'PUT', reset });
      const first = redeem(`lost-${reset}`, { redemptionReference: 'r' });
      if (reset === 'after') expect(await first).toMatchObject({ outcome: 'already_redeemed' });
      else await expect(first).rejects.toThrow(/tries again by itself/);
      expect(await redeem(`lost-${reset}`, { redemptionReference: 'r' })).toMatchObject({
        id,
        status: 'REDEEMED',
      });
    },
  );

  test('without a reference a lost answer halts', async () => {
    await issue('unsure');
    sandbox().fault({ method: 'PUT', reset: 'after' });
    await expect(redeem('unsure')).rejects.toThrow(/it may have been this step/);
  });
});

describe('Validate Ticket', () => {
  const validate = (externalId: string, more = {}) => act('validate_ticket', externalId, more);

  test('counts each run, in one request, until the last one redeems it', async () => {
    const { id } = await issue('v');
    const requests = await requestsOf(async () => {
      expect(await validate('v')).toMatchObject({ outcome: 'validated', valid: 'yes', validations: 1 });
    });
    expect(requests).toEqual(['PUT /eventTickets/ticket/validate 200']);
    expect(await validate('v', { maxValidations: 2 })).toMatchObject({ outcome: 'redeemed', validations: 2 });
    expect(ticket(id)).toMatchObject({ status: 'REDEEMED' });
    await expect(validate('v')).rejects.toThrow(/already redeemed on .*nothing was counted/);
  });

  test('with a reference it looks first, and counts it once', async () => {
    const { id } = await issue('ref');
    const requests = await requestsOf(() => validate('ref', { validateReference: 'a' }));
    expect(requests).toHaveLength(2);
    expect(await validate('ref', { validateReference: 'a' })).toMatchObject({
      outcome: 'already_validated',
      validations: 1,
    });
    expect(ticket(id)?.validateDetails).toHaveLength(1);
  });

  test('an expired ticket and one that is not there are not counted', async () => {
    await issue('v-old', { expiryDate: past() });
    await expect(validate('v-old')).rejects.toThrow(/expired on .* UTC\. Nothing was counted/);
    await expect(validate('nobody')).rejects.toThrow(/no ticket “nobody”/);
  });

  test.each([
    ['the look', { method: 'GET' }],
    ['the validation', { method: 'PUT' }],
  ])('with a reference %s may break at any time: run again, it is counted once', async (name, where) => {
    for (const reset of ['before', 'after'] as const) {
      const externalId = `v ${name} ${reset}`;
      const { id } = await issue(externalId);
      sandbox().fault({ ...where, reset });
      await validate(externalId, { validateReference: 'a' }).catch((error: Error) =>
        expect(error.message).toMatch(/tries again by itself/),
      );
      expect(await validate(externalId, { validateReference: 'a' })).toMatchObject({ validations: 1 });
      expect(ticket(id)?.validateDetails).toHaveLength(1);
    }
  });

  test('without a reference a lost answer that redeemed the ticket is not told as somebody else’s', async () => {
    await issue('v-last');
    sandbox().fault({ method: 'PUT', reset: 'after' });
    await expect(validate('v-last', { maxValidations: '1' })).rejects.toThrow(
      /may or may not have been validated by this step/,
    );
  });

  test('without a reference a lost answer is never sent again by itself', async () => {
    const { id } = await issue('v-unsure');
    sandbox().fault({ method: 'PUT', reset: 'after' });
    await expect(validate('v-unsure')).rejects.toThrow(/may or may not have been/);
    expect(ticket(id)?.validateDetails).toHaveLength(1);
  });
});

describe('Transfer Ticket', () => {
  const transfer = (externalId: string, more = {}) => act('transfer_ticket', externalId, more);

  test('changes the holder and nothing else, and says what PassKit holds then', async () => {
    const { id } = await issue('t', { seat: '12', emailAddress: 'jane@example.com' });
    const requests = await requestsOf(async () => {
      const got = await transfer('t', { forename: 'Ulla', surname: 'Used' });
      expect(got).toMatchObject({ id, displayName: 'Ulla Used', outcome: 'transferred' });
      // The sandbox keeps what is left blank: the bundle does not hide it.
      expect(got.emailAddress).toBe('jane@example.com');
    });
    expect(requests).toEqual([
      'PATCH /eventTickets/ticket/person 200',
      `GET /eventTickets/ticket/id/${id} 200`,
    ]);
    expect(ticket(id)).toMatchObject({ seatInfo: { seat: '12' }, ticketNumber: 't' });
  });

  test('says that there is no such ticket, and wants a name', async () => {
    await expect(transfer('nobody', { displayName: 'Ulla' })).rejects.toThrow(/no ticket “nobody”/);
    await expect(transfer('t', { emailAddress: 'u@example.com' })).rejects.toThrow(/Display Name is missing/);
  });

  test('a ticket of another production is not called deleted', async () => {
    const { id } = await issue('elsewhere');
    const productionId = sandbox().add.production({ name: 'Another' }).id;
    for (const production of [productionId, 'Latte Art Show'])
      expect(
        await app().create('transfer_ticket', { productionId: production, id, displayName: 'Ulla' }),
      ).toMatchObject({ id, displayName: 'Ulla', productionId: sandbox().demo.productionId });
  });

  test.each(['PATCH', 'GET'])('a lost answer to the %s: run again, it is handed over', async (method) => {
    const externalId = `lost-${method}`;
    const { id } = await issue(externalId);
    sandbox().fault({ method, reset: 'after' });
    await expect(transfer(externalId, { displayName: 'Ulla' })).rejects.toThrow(/tries again by itself/);
    expect(await transfer(externalId, { displayName: 'Ulla' })).toMatchObject({ id, displayName: 'Ulla' });
  });
});

describe('an order', () => {
  const production = () => ({ productionId: sandbox().demo.productionId });
  const redeem = (orderNumber: string, more = {}) =>
    app().create('redeem_order', { ...production(), orderNumber, ...more });
  const find = (orderNumber: string, more = {}) =>
    app().search('find_order', { ...production(), orderNumber, ...more });
  const order = async (orderNumber: string) => [
    await issue(`${orderNumber}-1`, { orderNumber }),
    await issue(`${orderNumber}-2`, { orderNumber }),
  ];

  test('is found in two requests: a bundle a ticket, each with the link for all of them', async () => {
    const [first, second] = await order('f');
    const requests = await requestsOf(async () => {
      const found = await find('f');
      expect(found).toMatchObject([{ id: second?.id }, { id: first?.id }]);
      for (const one of found)
        expect(one).toMatchObject({
          orderNumber: 'f',
          orderUrl: 'https://pub1.pskt.io/o/f',
          status: 'ISSUED',
        });
    });
    expect(requests).toEqual(['POST /eventTickets/pass 200', 'POST /eventTickets/tickets/list 200']);
    expect(await find('none')).toEqual([]);
  });

  test('is not said to have no tickets when PassKit does not answer', async () => {
    await order('g');
    sandbox().fault({ path: '/eventTickets/pass', status: 503 });
    await expect(find('g')).rejects.toThrow(/tries again by itself/);
    sandbox().fault({ path: '/eventTickets/pass', status: 400, body: { code: 3, message: 'no link' } });
    await expect(find('g')).rejects.toThrow(/no link/);
  });

  test('is redeemed but for what is redeemed already, in two requests', async () => {
    const [first, second] = await order('r');
    await act('redeem_ticket', 'r-1');
    const requests = await requestsOf(async () => {
      expect(await redeem('r', { redemptionReference: 'a', redemptionSource: 'North' })).toEqual({
        passType: 'eventTicket',
        ...production(),
        orderNumber: 'r',
        ticketIds: second?.id,
        count: 1,
        outcome: 'redeemed',
      });
    });
    expect(requests).toEqual([
      expect.stringMatching(/^GET .eventTickets.tickets.orderNumber.* 200$/),
      'PUT /eventTickets/tickets/orderNumber/redeem 200',
    ]);
    expect(ticket(second?.id)).toMatchObject({
      redemptionDetails: { redemptionReference: 'a', redemptionSource: 'North' },
    });
    expect(await redeem('r', { redemptionReference: 'a' })).toMatchObject({
      ticketIds: `${first?.id}, ${second?.id}`,
      outcome: 'already_redeemed',
    });
    await expect(redeem('r', { redemptionReference: 'b' })).rejects.toThrow(/were redeemed already/);
  });

  test('that is not there, or has expired, is not redeemed', async () => {
    await expect(redeem('nobody')).rejects.toThrow(/does not exist/);
    await issue('x', { orderNumber: 'x', expiryDate: past() });
    await expect(redeem('x')).rejects.toThrow(/redeemed none of the tickets/);
  });

  test.each([
    ['GET', 'before'],
    ['GET', 'after'],
    ['PUT', 'before'],
    ['PUT', 'after'],
  ] as const)(
    'a %s that breaks %s: run again with its reference, it is redeemed once',
    async (method, reset) => {
      const orderNumber = `${method}-${reset}`;
      const tickets = await order(orderNumber);
      sandbox().fault({ method, reset });
      await expect(redeem(orderNumber, { redemptionReference: 'a' })).rejects.toThrow(
        /tries again by itself/,
      );
      expect(await redeem(orderNumber, { redemptionReference: 'a' })).toMatchObject({ count: 2 });
      for (const { id } of tickets) expect(ticket(id)).toMatchObject({ status: 'REDEEMED' });
    },
  );

  test('without a reference a lost answer is not sent again by itself', async () => {
    await order('lost');
    sandbox().fault({ method: 'PUT', reset: 'after' });
    await expect(redeem('lost')).rejects.toThrow(/may or may not have been/);
  });
});
