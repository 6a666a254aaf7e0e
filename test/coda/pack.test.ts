// What the pack offers, against the declarations: a formula for each action and search and pass type, and a table for each type.
import { cutsOf } from '../../coda/cuts.ts';
import { pack } from '../../coda/pack.ts';
import { creates } from '../../creates/index.ts';
import { passTypes } from '../../passes/kinds.ts';
import { searches } from '../../searches/index.ts';

const cuts = [...creates, ...searches].flatMap(cutsOf);
const formula = (name: string) => {
  const found = pack.formulas.find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const names = (of: string) => formula(of).parameters.map(({ name }) => name);

test('every action and search is there, for each pass type that it is for, and creates are the actions', () => {
  for (const whole of [...creates, ...searches]) {
    const made = cutsOf(whole);
    expect(made.map(({ passType }) => passType)).toEqual(Object.keys(whole.plans));
    for (const { formula: name } of made) expect(formula(name).isAction).toBe(whole.kind === 'create');
  }
  expect(pack.formulas).toHaveLength(cuts.length + 2);
});

test('formulas have the names that docs will refer to', () => {
  expect(cuts.map(({ formula: name }) => name)).toEqual(
    expect.arrayContaining([
      'IssueMembership',
      'IssueCoupon',
      'IssueTicket',
      'UpdateMembership',
      'RevokeTicket',
      'RedeemCoupon',
      'ReissueCoupon',
      'EarnPoints',
      'BurnPoints',
      'CheckInMember',
      'RedeemTicket',
      'RedeemOrder',
      'TransferTicket',
      'FindMembership',
      'SearchCoupons',
      'ActiveCoupon',
      'CountTickets',
    ]),
  );
  expect(pack.formulas.map(({ name }) => name)).toEqual(expect.arrayContaining(['FindPass', 'PassLink']));
  expect(pack.formats.map(({ name, formulaName }) => [name, formulaName])).toEqual([['Pass', 'FindPass']]);
});

test('a pass type has a table, with what can be changed in it', () => {
  expect(pack.syncTables.map(({ name, identityName }) => [name, identityName])).toEqual(
    expect.arrayContaining([
      ['Members', 'Member'],
      ['Coupons', 'Coupon'],
      ['Tickets', 'Ticket'],
    ]),
  );
  expect(pack.syncTables).toHaveLength(passTypes.length);
  const [members] = pack.syncTables;
  const mutable = Object.entries(members?.schema.properties ?? {}).filter(([, one]) => Object(one).mutable);
  expect(mutable.map(([name]) => name)).toEqual(
    expect.arrayContaining(['DisplayName', 'EmailAddress', 'TierId', 'Points', 'ExpiryDate']),
  );
  expect(mutable.map(([name]) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(Id|ExternalId|ProgramId|Status|PassUrl)$/)]),
  );
});

test('an action has the fields of its pass type alone; what is required comes first', () => {
  expect(names('IssueMembership').slice(0, 3)).toEqual(['programId', 'tierId', 'externalId']);
  expect(names('IssueMembership')).not.toContain('campaignId');
  expect(names('IssueMembership')).not.toContain('passType');
  for (const { name, parameters } of pack.formulas) {
    const optional = parameters.map((one) => one.optional === true);
    expect({ name, optional }).toEqual({
      name,
      optional: optional.toSorted((a, b) => Number(a) - Number(b)),
    });
    expect(parameters.every(({ description }) => description.length > 3)).toBe(true);
  }
});

test('the external ID is required where a second press would issue a second pass, and it says why', () => {
  for (const name of ['IssueMembership', 'IssueCoupon', 'IssueTicket']) {
    const id = formula(name).parameters.find((one) => one.name === 'externalId');
    expect(id?.optional).toBeUndefined();
    expect(id?.description).toMatch(/thisRow\.RowId\(\).*one external ID never gets a second pass/);
  }
  expect(formula('UpdateMembership').parameters.find((one) => one.name === 'externalId')?.optional).toBe(
    true,
  );
});

test('nothing is taken from Coda’s cache, and everything needs the account', () => {
  for (const { name, cacheTtlSecs, connectionRequirement } of pack.formulas) {
    expect({ name, connectionRequirement }).toEqual({ name, connectionRequirement: 'required' });
    if (name !== 'PassLink') expect({ name, cacheTtlSecs }).toEqual({ name, cacheTtlSecs: 0 });
  }
});

test('an action that changes a pass answers with the row of its table', () => {
  const identities = pack.formulas
    .filter(({ isAction }) => isAction)
    .map((one) => [one.name, Object(Object(one).schema).identity?.name]);
  expect(Object.fromEntries(identities)).toMatchObject({
    IssueMembership: 'Member',
    UpdateTicket: 'Ticket',
    RevokeCoupon: 'Coupon',
    RedeemCoupon: 'Coupon',
    EarnPoints: 'Member',
    TransferTicket: 'Ticket',
  });
});

test('requests go to PassKit alone', () => expect(pack.networkDomains).toEqual(['passkit.io']));

describe('an action and a pass type that are added to their index', () => {
  afterEach(() => {
    jest.dontMock('../../creates/index.ts');
    jest.dontMock('../../passes/index.ts');
    jest.resetModules();
  });

  test('are in the pack', async () => {
    jest.resetModules();
    jest.doMock('../../passes/index.ts', () => {
      const { kinds } = jest.requireActual<typeof import('../../passes/index.ts')>('../../passes/index.ts');
      const { throwAwayKind } =
        jest.requireActual<typeof import('../house/throwAwayKind.ts')>('../house/throwAwayKind.ts');
      return { kinds: { ...kinds, voucher: throwAwayKind } };
    });
    jest.doMock('../../creates/index.ts', () => {
      const all = jest.requireActual<typeof import('../../creates/index.ts')>('../../creates/index.ts');
      const { throwAwayAction } = jest.requireActual<typeof import('../house/throwAwayAction.ts')>(
        '../house/throwAwayAction.ts',
      );
      return { creates: [...all.creates, throwAwayAction] };
    });
    const { pack: added } = await import('../../coda/pack.ts');
    const formulas = added.formulas.map(({ name }) => name);
    expect(formulas).toEqual(
      expect.arrayContaining(['ThrowAway', 'IssueVoucher', 'UpdateVoucher', 'RevokeVoucher', 'FindVoucher']),
    );
    expect(added.syncTables.map(({ name }) => name)).toContain('Vouchers');
    const issue = added.formulas.find(({ name }) => name === 'IssueVoucher');
    expect(issue?.parameters.map(({ name }) => name).slice(0, 2)).toEqual(['purseId', 'externalId']);
  });
});
