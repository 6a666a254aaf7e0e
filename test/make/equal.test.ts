// The Zapier app, the Make app and the Coda Pack, run with the same inputs, hand the user the same bundle and leave PassKit
// in the same state. Make's side is run in a model of Make; see standIns/make/engine.
import { creates } from '../../creates/index.ts';
import type { Operation } from '../../operation/operation.ts';
import { passTypes } from '../../passes/kinds.ts';
import { searches } from '../../searches/index.ts';
import {
  codaPlatforms,
  type Input,
  known,
  makePlatform,
  type Platform,
  zapierPlatform,
} from './platforms.ts';

const operations = new Map([...creates, ...searches].map((operation) => [operation.key, operation]));
const operationOf = (key: string): Operation => {
  const operation = operations.get(key);
  if (!operation) throw new Error(`no operation ${key}`);
  return operation;
};

const typeOf = (key: string, { passType }: Input) => passType ?? Object.keys(operationOf(key).plans)[0];

interface Step {
  run: string;
  /** Inputs; the ID of a pass that was issued before stands in them as "pass 1". */
  with: Input;
  /** What both must answer with, as far as it matters; a message when both must fail. */
  gives?: Input | Input[] | RegExp;
}

let platforms: Platform[] = [];
/** What was run on them so that it gave something: an operation and the pass type. */
const compared = new Set<string>();
beforeEach(async () => {
  platforms = [await zapierPlatform(), await makePlatform(), ...(await codaPlatforms())];
});
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  for (const { sandbox } of platforms) await sandbox.close();
});

/** Plays the steps on each platform; each step must come out the same, and so must PassKit's state in the end. */
async function expectSame(steps: Step[]) {
  // What the pack wants in addition is for its own tests.
  const playing = platforms.filter(
    ({ lacks }) => !steps.some(({ run, with: input }) => lacks?.(operationOf(run), input)),
  );
  for (const { run, with: input, gives } of steps) {
    const [zapier, make, coda] = await Promise.all(
      playing.map((platform) => platform.run(operationOf(run), input)),
    );
    if (gives instanceof RegExp) {
      for (const outcome of [zapier, make, coda ?? make])
        expect(outcome).toEqual({ error: expect.stringMatching(gives) });
    } else {
      expect({ run, input, got: make }).toEqual({ run, input, got: zapier });
      // Coda leaves out what is not known.
      if (coda) expect({ run, input, got: known(coda) }).toEqual({ run, input, got: known(zapier) });
      if (zapier && 'bundles' in zapier) compared.add(`${run}, ${typeOf(run, input)}`);
      if (gives) expect(zapier).toMatchObject({ bundles: Array.isArray(gives) ? gives : [gives] });
    }
  }
  const [zapierState, ...others] = await Promise.all(playing.map((platform) => platform.state()));
  for (const state of others) expect(state).toEqual(zapierState);
}

const membership = { passType: 'membership', programId: 'CoffeeClubProgram00001' };
const coupon = { passType: 'coupon', campaignId: 'CoffeeRewardsCampaign1' };
const ticket = { passType: 'eventTicket', productionId: 'LatteArtShowProduction' };
const projects = { membership, coupon, eventTicket: ticket };
const variants = {
  membership: { tierId: 'bronze' },
  coupon: { offerId: 'FreeCoffeeOffer0000001' },
  eventTicket: { eventId: 'LatteArtShowEvent00001', ticketTypeId: 'StandardTicketType0001' },
};
const person = {
  displayName: 'Zoë 山田 {{name}} "quoted" \\ 🎟️',
  forename: 'Zoë',
  surname: 'Yamada',
  emailAddress: 'zoe@example.com',
  mobileNumber: '+447700900123',
  dateOfBirth: '1990-05-17',
};
const more = {
  membership: { points: '12.5', profileImage: 'https://example.com/zoe.png' },
  coupon: { sku: 'SKU-1' },
  eventTicket: {
    seat: '12',
    row: 'B',
    section: 'Stalls',
    gate: 'North',
    orderNumber: 'O-7',
    barcodeContents: '{"t":1}',
  },
};

describe.each(['membership', 'coupon', 'eventTicket'] as const)('a %s', (passType) => {
  const project = projects[passType];
  const row = { ...project, ...variants[passType] };
  const issue = (more: Input, gives?: Step['gives']): Step => ({
    run: 'issue_pass',
    with: { ...row, ...more },
    ...(gives && { gives }),
  });
  const step = (run: string, more: Input, gives?: Step['gives']): Step => ({
    run,
    with: { ...project, ...more },
    ...(gives && { gives }),
  });

  test('is issued with every input', () =>
    expectSame([
      issue(
        {
          ...person,
          ...more[passType],
          externalId: 'a/b ü',
          expiryDate: '2030-12-31T18:00:00+01:00',
          optOut: 'true',
          metaData: { plan: 'A {{x}}', 'two words': 'ü' },
          meta_extra: 'z',
        },
        { outcome: 'created', displayName: person.displayName, dateOfBirth: '1990-05-17' },
      ),
      step('find_pass', { externalId: 'a/b ü' }, [{ forename: 'Zoë' }]),
    ]));

  test('is issued with nothing but its project', () =>
    expectSame([issue({}, { outcome: 'created', externalId: null })]));
  test('gets its name from forename and surname', () =>
    expectSame([
      issue({ forename: 'Jane', surname: 'Doe' }, { displayName: 'Jane Doe' }),
      issue({ surname: 'Doe' }),
    ]));
  test('that exists is returned, updated, or stops the run', () =>
    expectSame([
      issue({ externalId: 'x', displayName: 'Jane', metaData: { a: '1', b: '2' } }),
      issue({ externalId: 'x', displayName: 'John' }, { outcome: 'existing', displayName: 'Jane' }),
      issue(
        {
          externalId: 'x',
          displayName: 'John',
          metaData: { b: '3' },
          expiryDate: '2031-01-01T00:00:00Z',
          ifExists: 'update',
        },
        { outcome: 'updated', metaData: { a: '1', b: '3' } },
      ),
      issue(
        { externalId: 'x', displayName: 'Max', ifExists: 'error' },
        /already exists: https?:\/\/\S+\. Nothing was issued/,
      ),
    ]));

  test('is sent by e-mail, each time anew', () =>
    expectSame([
      issue({ externalId: 'mail', emailAddress: 'jane@example.com' }),
      step('send_pass', { externalId: 'mail' }, { outcome: 'sent', externalId: 'mail' }),
      step('send_pass', { id: 'pass 1', emailAddress: 'other@example.com' }, { outcome: 'sent' }),
      step('send_pass', { externalId: 'nobody' }, /\[not_found\]/),
      step(
        'send_pass',
        { externalId: 'mail', emailAddress: 'a@example.com, b@example.com' },
        /Email [Aa]ddress is “a@example\.com, b@example\.com”\. Map an e-mail address/,
      ),
      step('find_pass', { emailAddress: 'jane' }, /Email [Aa]ddress is “jane”/),
      step('send_pass', {}, /External ID is missing/),
    ]));
  test('gets pictures, each beside the others', () =>
    expectSame([
      issue({ externalId: 'i', displayName: 'Jane', metaData: { a: '1' } }),
      step(
        'set_pass_image',
        { externalId: 'i', imageSlot: 'strip', imageUrl: 'https://example.com/a.png' },
        { outcome: 'updated', displayName: 'Jane' },
      ),
      step('set_pass_image', {
        id: 'pass 1',
        imageSlot: 'Apple Logo',
        imageUrl: 'https://example.com/b.png',
      }),
      step(
        'set_pass_image',
        { externalId: 'i', imageSlot: 'strip', imageUrl: 'a.png' },
        /Image URL is “a\.png”/i,
      ),
      step(
        'set_pass_image',
        { externalId: 'nobody', imageSlot: 'strip', imageUrl: 'https://example.com/a.png' },
        /\[pass_not_found\]/,
      ),
    ]));
  test('gets messages, alone or with everybody', () =>
    expectSame([
      issue({ externalId: 'a' }),
      issue({ externalId: 'b' }),
      step('send_message', { id: 'pass 1', title: 'Hello', text: 'You "there"' }),
      step('send_message', {
        externalId: 'b',
        title: 'Hello',
        text: 'You',
        link: 'https://example.com',
        displayUntil: '2031-07-31',
      }),
      step('send_message', { sendTo: 'everybody', title: 'Hello', text: 'All' }),
      step('send_message', { externalId: 'nobody', title: 'Hello', text: 'You' }, /\[pass_not_found\]/),
      step('send_message', { sendTo: 'one', title: 'Hello', text: 'You' }, /\[no_pass\]/),
      step(
        'send_message',
        { id: 'pass 1', title: 'Hello', text: 'You', displayUntil: '2020-01-01T00:00:00Z' },
        /2020-01-01 .* UTC, which is over: nobody would see the message\. Nothing was sent\. \[display_over\]/,
      ),
      step('send_message', { id: 'pass 1', title: 'Hello' }, /Text is missing/),
    ]));

  test('is updated by ID and by external ID, and blanks change nothing', () =>
    expectSame([
      issue({ ...person, ...more[passType], externalId: 'u', metaData: { a: '1' }, optOut: true }),
      step('update_pass', { id: 'pass 1', surname: 'Smith', forename: '' }, { outcome: 'updated' }),
      step('update_pass', { externalId: 'u', expiryDate: '2032-02-03T04:05:06Z', dateOfBirth: '1991-01-02' }),
      step(
        'update_pass',
        { externalId: 'u', metaData: { b: '2', c: '3' }, displayName: 'J' },
        { metaData: { a: '1', b: '2', c: '3' } },
      ),
      step('find_pass', { id: 'pass 1' }, [
        {
          surname: 'Smith',
          forename: 'Zoë',
          dateOfBirth: '1991-01-02',
          metaData: { a: '1', b: '2', c: '3' },
        },
      ]),
    ]));
  test('that does not exist cannot be updated', () =>
    expectSame([
      step(
        'update_pass',
        { externalId: 'nobody', metaData: { a: 'b' } },
        /PassKit has no .*“nobody”.*\[pass_not_found\]/,
      ),
    ]));
  test('is not updated with nothing', () =>
    expectSame([issue({ externalId: 'n' }), step('update_pass', { externalId: 'n' }, /nothing to update/)]));

  test('custom fields are cleared by name', () =>
    expectSame([
      issue({ externalId: 'c', metaData: { a: '1', b: '2' } }),
      step('update_pass', { id: 'pass 1', clearCustomFields: 'a' }, { metaData: { a: '', b: '2' } }),
      step(
        'update_pass',
        { externalId: 'c', clearCustomFields: ' a, "b" ,x', metaData: { b: '3' } },
        { metaData: { a: '', b: '3', x: '' } },
      ),
      step('update_pass', { id: 'pass 1', clearCustomFields: ' , ' }, { metaData: { a: '', b: '3', x: '' } }),
    ]));

  test('is revoked, once, and then was revoked already', () =>
    expectSame([
      issue({ externalId: 'r', ...person }),
      step('revoke_pass', { externalId: 'r' }, { outcome: passType === 'coupon' ? 'deleted' : 'expired' }),
      // What was voided is gone, and PassKit cannot say whether it was ever there.
      step(
        'revoke_pass',
        { externalId: 'r' },
        passType === 'coupon' ? /\[pass_not_found\]/ : { outcome: 'already_revoked' },
      ),
    ]));
  test('is deleted for good, by ID', () =>
    expectSame([
      issue({ externalId: 'd' }),
      step('revoke_pass', { id: 'pass 1', method: 'delete' }, { outcome: 'deleted', status: 'DELETED' }),
      step('revoke_pass', { id: 'pass 1', method: 'delete' }, /\[pass_not_found\]/),
      step('find_pass', { externalId: 'd' }, []),
    ]));

  test('is found by each key, newest first, or not at all', () =>
    expectSame([
      issue({ externalId: '1', emailAddress: 'jane@example.com' }),
      issue({ externalId: '2', emailAddress: 'jane@example.com' }),
      step('find_pass', { id: 'pass 2' }, [{ externalId: '2' }]),
      step('find_pass', { externalId: '1' }, [{ externalId: '1' }]),
      step('find_pass', { emailAddress: 'jane@example.com' }),
      step('find_pass', { emailAddress: 'nobody@example.com' }, []),
      step('find_pass', { externalId: 'nobody' }, []),
      step('find_pass', {}, /External ID is missing/),
    ]));
  test('is searched for with filters and a limit', () =>
    expectSame([
      issue({ externalId: '1', emailAddress: 'jane@example.com' }),
      issue({ externalId: '2' }),
      step('search_passes', {}),
      step('search_passes', { limit: 1 }),
      step('search_passes', { emailAddress: 'jane@example.com' }, [{ externalId: '1' }]),
      step(
        'search_passes',
        { createdAfter: '2020-01-01T00:00:00Z', createdBefore: '2020-01-02T00:00:00Z' },
        [],
      ),
    ]));
});

describe.each(['membership', 'coupon', 'eventTicket'] as const)('a project of %s', (passType) => {
  test('is counted, with and without filters', () => {
    const issue = (more: Input): Step => ({
      run: 'issue_pass',
      with: { ...projects[passType], ...variants[passType], ...more },
    });
    const count = (more: Input, of: number): Step => ({
      run: 'count_passes',
      with: { ...projects[passType], ...more },
      gives: [{ passType, count: of }],
    });
    return expectSame([
      count({}, 0),
      issue({ externalId: '1', emailAddress: 'jane@example.com' }),
      issue({ externalId: '2', emailAddress: 'mary.jane@example.com' }),
      count({}, 2),
      count({ emailAddress: 'jane@example.com' }, 1),
      count({ status: { membership: 'ENROLLED', coupon: 'UNREDEEMED', eventTicket: 'ISSUED' }[passType] }, 2),
      count({ createdBefore: '2020-01-02T00:00:00Z' }, 0),
      count(
        {
          createdAfter: '2020-01-01T00:00:00Z',
          createdBefore: '2099-01-02T00:00:00Z',
          emailAddress: 'jane@example.com',
        },
        1,
      ),
    ]);
  });
});

test('an event is created once at a place and time', () => {
  const event = (more: Input, gives?: Step['gives']): Step => ({
    run: 'create_event',
    with: {
      productionId: ticket.productionId,
      venueId: 'CoffeeMuseumVenue00001',
      startDate: '2031-05-01T19:30:00+01:00',
      ...more,
    },
    ...(gives && { gives }),
  });
  return expectSame([
    event({ endDate: '2031-05-02', doorsOpen: '2031-05-01T18:00:00Z' }, { outcome: 'created' }),
    event(
      { startDate: '2031-05-01T18:30:00.000Z' },
      { outcome: 'existing', endDate: '2031-05-02T22:59:59.000Z', venueName: 'Coffee Museum' },
    ),
    event({ startDate: '2031-05-01T18:31:00Z' }, { outcome: 'created', endDate: null }),
    event({ startDate: '2031-06-01' }, { outcome: 'created', startDate: '2031-05-31T23:00:00.000Z' }),
    event({ endDate: '2031-05-01T18:30:00Z' }, /begins on 2031-05-01 18:30 UTC.*\[ends_too_early\]/),
    event({ venueId: 'NobodysVenueNumber0001' }, /\[not_found\]/),
  ]);
});

describe('awkward inputs', () => {
  const row = { ...membership, tierId: 'bronze', externalId: 'x' };
  const issue = (more: Input, gives?: Step['gives']): Step => ({
    run: 'issue_pass',
    with: { ...row, ...more },
    ...(gives && { gives }),
  });
  const update = (more: Input, gives?: Step['gives']): Step => ({
    run: 'update_pass',
    with: { ...membership, externalId: 'x', ...more },
    ...(gives && { gives }),
  });
  const search = (more: Input, gives?: Step['gives']): Step => ({
    run: 'search_passes',
    with: { ...membership, ...more },
    ...(gives && { gives }),
  });
  const odd = { a: 'x', quote: 'say "b":"" or \\', ':': ':', 'a"b\\': '{"c":"  "}', last: 'y' };

  test('blank custom fields keep what is on the pass', () =>
    expectSame([
      issue({ metaData: odd }, { metaData: odd }),
      update(
        { metaData: { a: ' ', last: '\n\t', 'a"b\\': '', z: 'new' }, meta_quote: '  ' },
        { metaData: { ...odd, z: 'new' } },
      ),
      update(
        { metaData: { last: 'given' }, meta_last: ' ' },
        { metaData: { ...odd, z: 'new', last: 'given' } },
      ),
    ]));

  test('blank custom fields alone are nothing to update', () =>
    expectSame([issue({ metaData: { a: 'x' } }), update({ metaData: { a: '   ' } }, /nothing/i)]));

  test('a custom field may be called error', () =>
    expectSame([
      issue({ metaData: { error: 'none' } }),
      search({}, [{ metaData: { error: 'none' } }]),
      update({ metaData: { b: '1' } }, { metaData: { error: 'none', b: '1' } }),
    ]));

  test('a date alone is the end of that day, in the zone of the account', () =>
    expectSame([
      issue({ expiryDate: '2031-07-31' }, { expiryDate: '2031-07-31T22:59:59.000Z' }),
      update({ expiryDate: '2031-03-30' }, { expiryDate: '2031-03-30T22:59:59.000Z' }),
      update({ expiryDate: '2031-10-26' }, { expiryDate: '2031-10-26T23:59:59.000Z' }),
      search({ createdBefore: new Date().toISOString().slice(0, 10) }, [{ externalId: 'x' }]),
    ]));

  test('an e-mail address is found whatever its case', () =>
    expectSame([
      issue({ emailAddress: 'Jane.Doe@Example.com' }),
      search({ emailAddress: 'jane.doe@EXAMPLE.com' }, [{ externalId: 'x' }]),
      { run: 'find_pass', with: { ...membership, emailAddress: 'JANE.DOE@example.com' }, gives: [{}] },
    ]));

  test('a link that is none is told by its field', () =>
    expectSame([
      issue({ profileImage: 'https://example.com/a.png?x=1#y' }, { outcome: 'created' }),
      update({ profileImage: 'HTTP://example.com/b.png' }, { outcome: 'updated' }),
      update({ profileImage: 'jane.png' }, /Profile [Ii]mage URL is “jane\.png”\. Map a public link/),
      issue(
        { profileImage: 'ftp://example.com/a.png' },
        /is “ftp:.*Map a public link that begins with https/,
      ),
      update({ profileImage: 'https:///a' }, /Map a public link/),
      update({ profileImage: 'https://a b' }, /Map a public link/),
    ]));

  test('a limit of none and IDs that cannot be one are told by their field', () =>
    expectSame([
      search({ limit: 0 }, /Limit is “0”\. Use a whole number from 1 up\./),
      search({ programId: '..' }, /Program: “\.\.” cannot be an ID\. Use another one/),
      issue({ externalId: '.' }, /External ID: “\.” cannot be an ID\. Use another one/),
      issue({ externalId: 'x'.repeat(501) }, /External ID: “x{57}…” cannot be an ID/),
    ]));

  test('messages quote no more than a reader needs', () =>
    expectSame([
      issue({ externalId: 'y'.repeat(80) }),
      issue({ externalId: 'y'.repeat(80), ifExists: 'error' }, /external ID “y{57}…” already exists/),
      issue({ ifExists: 'z'.repeat(80) }, /If the pass exists is “z{57}…”/i),
    ]));
});

describe('a mapped choice', () => {
  const row = { programId: membership.programId, tierId: 'bronze' };
  test.each(['update', 'Update the existing pass', 'UPDATE'])('may read %s', (ifExists) =>
    expectSame([
      { run: 'issue_pass', with: { ...row, passType: 'membership', externalId: 'x', displayName: 'Jane' } },
      {
        run: 'issue_pass',
        with: { ...row, passType: 'membership', externalId: 'x', displayName: 'John', ifExists },
        gives: { outcome: 'updated', displayName: 'John' },
      },
    ]),
  );
  test.each([
    [
      'issue_pass',
      { ...row, passType: 'card' },
      /Pass [Tt]ype is “card”. Use one of: membership, coupon, eventTicket/,
    ],
    [
      'issue_pass',
      { ...row, passType: 'membership', ifExists: 'maybe' },
      /If the [Pp]ass [Ee]xists is “maybe”. Use one of/,
    ],
    [
      'revoke_pass',
      { ...row, passType: 'membership', externalId: 'x', method: 'burn' },
      /Method is “burn”. Use one of/,
    ],
  ])('that is none stops the run: %s %o', (run, input, gives) => expectSame([{ run, with: input, gives }]));
});

describe('memberships', () => {
  test('change tier and points', () =>
    expectSame([
      { run: 'issue_pass', with: { ...membership, tierId: 'bronze', externalId: 't', points: 5 } },
      {
        run: 'update_pass',
        with: { ...membership, externalId: 't', tierId: 'gold', points: 0 },
        gives: { tierId: 'gold', points: 0 },
      },
      { run: 'find_pass', with: { ...membership, externalId: 't' }, gives: [{ tierId: 'gold', points: 0 }] },
    ]));
});

describe('members', () => {
  const program = { programId: membership.programId };
  const enrol = (externalId: string, more: Input = {}): Step => ({
    run: 'issue_pass',
    with: { ...membership, tierId: 'bronze', externalId, ...more },
  });
  const step = (run: string, more: Input, gives?: Step['gives']): Step => ({
    run,
    with: { ...program, ...more },
    ...(gives && { gives }),
  });

  test('earn points once for a reference, and each time without one', () =>
    expectSame([
      enrol('m', { points: 5, displayName: 'Jane' }),
      step('earn_points', { externalId: 'm', points: 10 }, { outcome: 'earned', points: 15 }),
      step('earn_points', { id: 'pass 1', points: '2.5', tierPoints: 4 }, { points: 17.5, tierPoints: 4 }),
      step(
        'earn_points',
        { id: 'pass 1', tierPoints: 1.5 },
        /the data: [Tt]ier Points is no whole number PassKit takes: 1\.5\. Correct that field/,
      ),
      step('earn_points', { externalId: 'm', points: 1, reference: 'a,b' }, { outcome: 'earned' }),
      step(
        'earn_points',
        { externalId: 'm', points: 1, reference: 'a' },
        { outcome: 'earned', points: 19.5 },
      ),
      step(
        'earn_points',
        { externalId: 'm', points: 1, reference: 'a,b', note: 'again' },
        { outcome: 'already_earned', points: 19.5, displayName: 'Jane' },
      ),
      step('earn_points', { id: 'pass 1', points: 1, reference: 'a' }, { outcome: 'already_earned' }),
      enrol('other'),
      step(
        'earn_points',
        { externalId: 'other', points: 1, reference: 'a' },
        { outcome: 'earned', points: 1 },
      ),
    ]));
  test('have a history, newest first, of the kinds and the time that are asked for', () =>
    expectSame([
      enrol('m', { points: 5, displayName: 'Jane' }),
      enrol('other'),
      step('earn_points', { externalId: 'm', points: 10, reference: 'r', note: 'A "note"' }),
      step('check_in_member', { externalId: 'other' }),
      step('burn_points', { id: 'pass 1', points: 1 }),
      step('check_in_member', { id: 'pass 1' }),
      step('find_member_events', { externalId: 'm' }, [
        { event: 'EVENT_MEMBER_CHECKED_IN', reference: null },
        { event: 'EVENT_MEMBER_POINTS_BURNED', metaData: { points: '1' } },
        { event: 'EVENT_MEMBER_POINTS_EARNED', reference: 'r', note: 'A "note"', displayName: 'Jane' },
      ]),
      step('find_member_events', { id: 'pass 1', limit: 1, events: ['EVENT_MEMBER_POINTS_EARNED'] }, [
        { event: 'EVENT_MEMBER_POINTS_EARNED' },
      ]),
      step('find_member_events', { id: 'pass 1', createdBefore: '2020-01-01T00:00:00Z' }, []),
      step('find_member_events', { id: 'pass 1', createdAfter: '2020-01-01T00:00:00Z', limit: 2 }, [{}, {}]),
      step('find_member_events', { externalId: 'nobody' }, []),
      step('find_member_events', { externalId: 'nobody', events: ['EVENT_MEMBER_CHECKED_IN'] }, []),
      step('find_member_events', {}, /External ID is missing/),
      step('find_member_events', { externalId: 'm', programId: 'No such program' }, /no program/),
    ]));
  test('burn what they have, and never more', () =>
    expectSame([
      enrol('m', { points: 5 }),
      step('earn_points', { externalId: 'm', secondaryPoints: 3, reference: 'r' }, { outcome: 'earned' }),
      step(
        'burn_points',
        { externalId: 'm', points: 6, reference: 'r' },
        /too low: it is 5 points, 3 secondary/,
      ),
      step('burn_points', { id: 'pass 1', secondaryPoints: 4 }, /Nothing was burned/),
      step(
        'burn_points',
        { externalId: 'm', points: 5, secondaryPoints: 1, reference: 'r' },
        { outcome: 'burned', points: 0, secondaryPoints: 2 },
      ),
      step(
        'burn_points',
        { externalId: 'm', points: 5, reference: 'r' },
        { outcome: 'already_burned', points: 0 },
      ),
      step('burn_points', { id: 'pass 1', secondaryPoints: 2 }, { outcome: 'burned', secondaryPoints: 0 }),
    ]));
  test('come and go', () =>
    expectSame([
      enrol('m', { displayName: 'Jane', points: 3 }),
      step(
        'check_in_member',
        { externalId: 'm' },
        { outcome: 'checked_in', status: 'CHECKED_IN', displayName: 'Jane' },
      ),
      step(
        'check_in_member',
        { externalId: 'm', ifCheckedIn: 'again', note: 'Twice' },
        { outcome: 'checked_in' },
      ),
      step(
        'check_in_member',
        { id: 'pass 1', ifCheckedIn: 'stop' },
        /is checked in already.*\[already_checked_in\]/,
      ),
      step(
        'check_in_member',
        { id: 'pass 1', reference: 'a,b', ifCheckedIn: 'Record another visit' },
        { outcome: 'checked_in' },
      ),
      step(
        'check_out_member',
        { externalId: 'm', reference: 'a,b' },
        { outcome: 'checked_out', status: 'CHECKED_OUT', points: 3 },
      ),
      step(
        'check_out_member',
        { externalId: 'm', reference: 'a,b' },
        { outcome: 'already_checked_out', points: 3 },
      ),
      step(
        'check_in_member',
        { externalId: 'm', reference: 'a,b', ifCheckedIn: 'stop' },
        { outcome: 'already_checked_in', status: 'CHECKED_OUT' },
      ),
      step(
        'check_in_member',
        { externalId: 'm', reference: 'c', ifCheckedIn: 'stop' },
        { outcome: 'checked_in' },
      ),
      step('check_in_member', { externalId: 'nobody', reference: 'c' }, /“nobody”.*\[pass_not_found\]/),
      step('check_out_member', {}, /External ID is missing/),
    ]));
  test('are renewed from a date, from the day they expire, or from now', () =>
    expectSame([
      enrol('m', { expiryDate: '2031-07-31', displayName: 'Jane' }),
      step(
        'renew_membership',
        { externalId: 'm', length: 1, unit: 'years', startDate: '2031-02-28' },
        { outcome: 'renewed', expiryDate: '2032-02-28T23:59:59.000Z' },
      ),
      // The last second of a day stays one when the clocks change.
      step(
        'renew_membership',
        { id: 'pass 1', length: '6', unit: 'Months' },
        { expiryDate: '2032-08-28T22:59:59.000Z', displayName: 'Jane' },
      ),
      step(
        'renew_membership',
        { id: 'pass 1', length: 2, unit: 'weeks' },
        { expiryDate: '2032-09-11T22:59:59.000Z' },
      ),
      step(
        'renew_membership',
        { id: 'pass 1', length: 3, unit: 'days' },
        { expiryDate: '2032-09-14T22:59:59.000Z' },
      ),
      enrol('over', { expiryDate: new Date(Date.now() - 86_400_000).toISOString() }),
      step('renew_membership', { externalId: 'over', length: 1, unit: 'months' }, { outcome: 'renewed' }),
      enrol('never'),
      step(
        'renew_membership',
        { externalId: 'm', length: 1, unit: 'years', startDate: '2020-01-01T00:00:00Z' },
        /would end on 2021-01-01.*which is over.*\[renewal_over\]/,
      ),
      step('renew_membership', { externalId: 'never', length: 1, unit: 'years' }, { outcome: 'renewed' }),
      step(
        'renew_membership',
        { externalId: 'nobody', length: 1, unit: 'years' },
        /“nobody”.*\[pass_not_found\]/,
      ),
      step('renew_membership', { externalId: 'm', length: 0, unit: 'years' }, /Length is “0”/),
      step(
        'renew_membership',
        { externalId: 'm', length: 1, unit: 'decades' },
        /Unit is “decades”\. Use one of/,
      ),
    ]));
  test.each(['earn_points', 'burn_points'])('%s says what is wrong with the amount or the member', (run) =>
    expectSame([
      enrol('m', { points: 5 }),
      step(run, { externalId: 'm' }, /There are no points to .*\[no_points\]/),
      step(run, { externalId: 'm', points: 0, tierPoints: '0' }, /\[no_points\]/),
      step(run, { externalId: 'm', points: 3, secondaryPoints: -2 }, /less than zero.*\[negative_points\]/),
      step(run, { externalId: 'nobody', points: 1, reference: 'r' }, /“nobody”.*\[pass_not_found\]/),
      step(run, { points: 1 }, /External ID is missing/),
    ]),
  );
});

describe('coupons', () => {
  const campaign = { campaignId: coupon.campaignId };
  const issue = (externalId: string, more: Input = {}): Step => ({
    run: 'issue_pass',
    with: { ...coupon, ...variants.coupon, externalId, ...more },
  });
  const redeem = (more: Input, gives?: Step['gives']): Step => ({
    run: 'redeem_coupon',
    with: { ...campaign, ...more },
    ...(gives && { gives }),
  });
  const reissue = (externalId: string, gives?: Step['gives']): Step => ({
    run: 'reissue_coupon',
    with: { ...campaign, ...variants.coupon, externalId, displayName: 'Jane' },
    ...(gives && { gives }),
  });
  const yesterday = () => new Date(Date.now() - 86_400_000).toISOString();

  test('are redeemed once; the same reference is the same redemption', () =>
    expectSame([
      issue('c'),
      redeem(
        { externalId: 'c', redemptionReference: 'o-1', transactionReference: 't', transactionAmount: '25.5' },
        { outcome: 'redeemed' },
      ),
      redeem(
        { externalId: 'c', redemptionReference: 'o-1', transactionReference: 't' },
        { outcome: 'already_redeemed' },
      ),
      redeem({ externalId: 'c', redemptionReference: 'o-2' }, /already redeemed on .* \(reference o-1\)/),
      redeem({ externalId: 'c' }, /already redeemed/),
    ]));
  test('are redeemed by ID', () =>
    expectSame([issue('c'), redeem({ id: 'pass 1' }, { outcome: 'redeemed' })]));
  test('that expired or do not exist are not redeemed', () =>
    expectSame([
      issue('old', { expiryDate: yesterday() }),
      redeem({ externalId: 'old' }, /expired on/),
      redeem({ externalId: 'nobody' }, /There is no coupon/),
      redeem({}, /External ID is missing/),
    ]));
  test('are found while they are active', () =>
    expectSame([
      { run: 'find_active_coupon', with: { ...campaign, externalId: 'c' }, gives: [] },
      issue('c'),
      {
        run: 'find_active_coupon',
        with: { ...campaign, externalId: 'c' },
        gives: [{ status: 'UNREDEEMED' }],
      },
      redeem({ externalId: 'c' }),
      { run: 'find_active_coupon', with: { ...campaign, externalId: 'c' }, gives: [] },
    ]));
  test('are reissued when they are finished, and only then', () =>
    expectSame([
      issue('c'),
      reissue('c', { outcome: 'already_active' }),
      redeem({ externalId: 'c' }),
      reissue('c', { outcome: 'reissued', status: 'UNREDEEMED' }),
      reissue('never', { outcome: 'reissued' }),
      issue('old', { expiryDate: yesterday() }),
      reissue('old', { outcome: 'reissued' }),
    ]));
  test('are not expired early', () =>
    expectSame([
      issue('c'),
      {
        run: 'revoke_pass',
        with: { ...coupon, externalId: 'c', method: 'expire' },
        gives: /cannot expire a coupon early/,
      },
    ]));
});

describe('tickets', () => {
  const production = { productionId: ticket.productionId };
  const issue = (externalId: string, more: Input = {}): Step => ({
    run: 'issue_pass',
    with: { ...ticket, ...variants.eventTicket, externalId, ...person, ...more },
  });
  const at = (run: string, more: Input, gives?: Step['gives']): Step => ({
    run,
    with: { ...production, ...more },
    ...(gives && { gives }),
  });
  const yesterday = () => new Date(Date.now() - 86_400_000).toISOString();

  test('are redeemed once; the same reference is the same redemption', () =>
    expectSame([
      issue('t'),
      at(
        'redeem_ticket',
        { externalId: 't', redemptionReference: 'a', redemptionSource: 'North' },
        { outcome: 'redeemed' },
      ),
      at('redeem_ticket', { externalId: 't', redemptionReference: 'a' }, { outcome: 'already_redeemed' }),
      at('redeem_ticket', { externalId: 't', redemptionReference: 'b' }, /already redeemed on .*reference a/),
      at('redeem_ticket', { id: 'pass 1' }, /already redeemed/),
      issue('old', { expiryDate: yesterday() }),
      at('redeem_ticket', { externalId: 'old' }, /expired on/),
      at('redeem_ticket', { externalId: 'nobody' }, /no ticket “nobody”/),
      at('redeem_ticket', {}, /Ticket [Nn]umber is missing/),
    ]));

  test('are validated, each reference once, and redeemed at the last time', () =>
    expectSame([
      issue('t'),
      at('validate_ticket', { externalId: 't' }, { outcome: 'validated', validations: 1 }),
      at(
        'validate_ticket',
        { externalId: 't', validateReference: 'a', maxValidations: 3 },
        { outcome: 'validated', validations: 2 },
      ),
      at(
        'validate_ticket',
        { id: 'pass 1', validateReference: 'a', maxValidations: 3 },
        { outcome: 'already_validated', validations: 2 },
      ),
      at(
        'validate_ticket',
        { id: 'pass 1', validateReference: 'b', maxValidations: 3 },
        { outcome: 'redeemed', validations: 3, status: 'REDEEMED' },
      ),
      at('validate_ticket', { externalId: 't', validateReference: 'b' }, { outcome: 'already_validated' }),
      at('validate_ticket', { externalId: 't', validateReference: 'c' }, /already redeemed/),
      at('validate_ticket', { externalId: 't' }, /already redeemed/),
      at('validate_ticket', { externalId: 'nobody' }, /no ticket “nobody”/),
    ]));

  test('of an order are found with one link, and redeemed at once', () =>
    expectSame([
      issue('o1', { orderNumber: 'O-1' }),
      issue('o2', { orderNumber: 'O-1' }),
      issue('o3', { orderNumber: 'O-2' }),
      at('find_order', { orderNumber: 'O-1' }, [{ externalId: 'o2' }, { externalId: 'o1' }]),
      at('find_order', { orderNumber: 'O-1', limit: 1 }),
      at('find_order', { orderNumber: 'none' }, []),
      at('redeem_ticket', { externalId: 'o1' }),
      at('redeem_order', { orderNumber: 'O-1', redemptionReference: 'a' }, { outcome: 'redeemed', count: 1 }),
      at(
        'redeem_order',
        { orderNumber: 'O-1', redemptionReference: 'a' },
        { outcome: 'already_redeemed', count: 2 },
      ),
      at('redeem_order', { orderNumber: 'O-1', redemptionReference: 'b' }, /were redeemed already/),
      at('redeem_order', { orderNumber: 'O-1' }, /were redeemed already/),
      issue('o4', { orderNumber: 'O-3', expiryDate: yesterday() }),
      at('redeem_order', { orderNumber: 'O-3' }, /redeemed none/),
    ]));

  test('are handed over', () =>
    expectSame([
      issue('t'),
      at(
        'transfer_ticket',
        { externalId: 't', forename: 'Ulla', surname: 'Used', dateOfBirth: '1980-01-31' },
        { outcome: 'transferred', displayName: 'Ulla Used', externalId: 't' },
      ),
      at('transfer_ticket', { id: 'pass 1', displayName: 'Jane' }, { displayName: 'Jane' }),
      at('transfer_ticket', { externalId: 'nobody', displayName: 'Jane' }, /no ticket “nobody”/),
      at('transfer_ticket', { externalId: 't' }, /Display [Nn]ame is missing/),
    ]));
});

describe('when PassKit fails', () => {
  const row = { ...membership, tierId: 'bronze', externalId: 'f', displayName: 'Jane' };

  test.each([
    ['a list that breaks off', { path: '/list', streamError: true, times: 1 }],
    ['503', { status: 503, times: 1 }],
    ['429', { status: 429, times: 1 }],
    ['500 before the write', { status: 500, times: 1, method: 'POST' }],
    ['401', { status: 401, body: { error: 'Unauthorized' }, times: 1 }],
    ['a connection that breaks before the write', { reset: 'before' as const, times: 1 }],
    ['a connection that breaks after the write', { reset: 'after' as const, times: 1 }],
  ])('%s: running again ends in the same single pass', async (_name, fault) => {
    for (const { sandbox } of platforms) sandbox.fault(fault);
    for (const platform of platforms) {
      const outcome = await platform.run(operationOf('issue_pass'), row);
      // Whatever is said, it is said by the app and not by the engine that runs it.
      if ('error' in outcome) expect(outcome.error).toMatch(/PassKit|ECONNRESET|fetch failed|Unauthorized/);
    }
    for (const { sandbox } of platforms) sandbox.clearFaults();
    for (const platform of platforms)
      expect(await platform.run(operationOf('issue_pass'), row)).toHaveProperty('bundles');
    const [zapier, ...others] = await Promise.all(platforms.map((platform) => platform.state()));
    for (const state of others) expect(state).toEqual(zapier);
    expect(zapier).toHaveLength(1);
  });
});

// Boarding passes, which are no pass type of `passes/`, are compared in flights.test.ts.
test('every operation was run here, for each of its pass types', () => {
  const all = [...operations.values()].flatMap(({ key, plans }) =>
    passTypes.filter((passType) => passType in plans).map((passType) => `${key}, ${passType}`),
  );
  expect(all.filter((one) => !compared.has(one))).toEqual([]);
});
