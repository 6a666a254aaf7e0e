// The formulas of the recipes, as they stand on the pages, run by the pack: each names an action, parameters and columns that
// are there.
import { pack } from '../../coda/pack.ts';
import { type PackOnSandbox, packOn } from '../../coda/testing.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { changeButton } from '../../templates/recipes/changedRow.ts';
import { couponButton } from '../../templates/recipes/couponExpired.ts';
import { recipePages } from '../../templates/recipes/index.ts';
import { messageButton } from '../../templates/recipes/lockScreen.ts';
import { issueButton } from '../../templates/recipes/newRow.ts';
import { firstCoupon, redeemButton } from '../../templates/recipes/redemptionLink.ts';
import { ticketButton } from '../../templates/recipes/signUpSheet.ts';
import { parseSettings } from '../../templates/settings.ts';

const settings = parseSettings({
  programId: 'CoffeeClubProgram00001',
  campaignId: 'CoffeeRewardsCampaign1',
  offerId: 'FreeCoffeeOffer0000001',
  productionId: 'LatteArtShowProduction',
  eventId: 'LatteArtShowEvent00001',
  ticketTypeId: 'StandardTicketType0001',
});
const pages = recipePages(settings, { make: 'make', docs: '..' });

let sandbox: Sandbox;
let account: PackOnSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  account = packOn(pack, sandbox);
});
afterEach(() => sandbox.close());

type Row = Record<string, unknown>;

/** Presses a button: what its formula comes to in a row. Knows what the formulas of the recipes use, and refuses all else. */
async function press(formula: string, row: Row): Promise<Row> {
  const text = formula.replace(/\s+/g, ' ').trim();
  const [, name = '', inside = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  const parts = split(inside);
  if (name === 'SwitchIf') {
    for (let at = 0; at < parts.length; at += 2)
      if (isTrue(parts[at] ?? '', row)) return press(parts[at + 1] ?? '', row);
    return {};
  }
  if (name === 'If') return press((isTrue(parts[0] ?? '', row) ? parts[1] : parts[2]) ?? '', row);
  const { parameters = [] } = pack.formulas.find((one) => one.name === name) ?? {};
  const given = parts.map((part, index): [string, unknown] => {
    const [, key, value = part] = /^(\w+): (.*)$/.exec(part) ?? [];
    return [key ?? parameters[index]?.name ?? 'none', cell(value, row)];
  });
  return Object(await account.run(name, Object.fromEntries(given)));
}

/** The parts between commas, but not those within brackets or quotes. */
function split(text: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && '(['.includes(sign)) depth++;
    if (!quoted && ')]'.includes(sign)) depth--;
    if (sign === ',' && depth === 0 && !quoted) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

function isTrue(condition: string, row: Row): boolean {
  const [, column, word] = /^thisRow\.\[(.+?)\] = "(.*)"$/.exec(condition) ?? [];
  if (column) return cell(`thisRow.[${column}]`, row) === word;
  const [, words = '', of = ''] = /^List\((.*)\)\.Contains\(thisRow\.\[(.+?)\]\)$/.exec(condition) ?? [];
  if (of) return split(words).includes(`"${row[of]}"`);
  throw new Error(`What is ${condition}?`);
}

function cell(text: string, row: Row): unknown {
  const [, items] = /^List\((.*)\)$/.exec(text) ?? [];
  if (items !== undefined) return split(items).map((item) => cell(item, row));
  if (text === 'thisRow.RowId()') return row.rowId;
  const [, quoted, column = ''] = /^(?:"(.*)"|thisRow\.\[(.+)\])$/.exec(text) ?? [];
  if (quoted !== undefined) return quoted;
  if (!(column in row)) throw new Error(`There is no column ${column}`);
  return row[column];
}

const person = { Name: 'Jane', Email: 'jane@example.com', Tier: 'bronze', Status: 'Active' };

test.each([
  ['new-row.md', issueButton],
  ['changed-row.md', changeButton],
  ['sign-up-sheet.md', ticketButton],
  ['redemption-link.md', firstCoupon],
  ['redemption-link.md', redeemButton],
  ['coupon-expired.md', couponButton],
  ['lock-screen.md', messageButton],
])('%s has the formula of its button', (page, button) => {
  const plain = (text: string) => text.replace(/\s+/g, ' ');
  expect(plain(pages[page] ?? '')).toContain(plain(button(settings)));
});

test.each(['Membership', 'Coupon', 'Event Ticket'])(
  'a row of type %s: issued, changed, canceled',
  async (Type) => {
    const row = { rowId: 'i-1', Type, ...person };
    const issued = await press(issueButton(settings), row);
    expect(issued).toMatchObject({ outcome: 'created', externalId: 'i-1', displayName: 'Jane' });
    expect(await press(issueButton(settings), row)).toMatchObject({
      outcome: 'existing',
      passUrl: issued.passUrl,
    });
    expect(await press(changeButton(settings), { ...row, Name: 'John', Tier: 'gold' })).toMatchObject({
      outcome: 'updated',
      displayName: 'John',
    });
    const revoked = await press(changeButton(settings), { ...row, Status: 'Canceled' });
    expect(revoked).toMatchObject({ outcome: Type === 'Coupon' ? 'deleted' : 'expired' });
  },
);

test('a message is written on the pass', async () => {
  const row = { rowId: 'i-1', Type: 'Membership', ...person, Message: 'Your table is ready' };
  await press(issueButton(settings), row);
  expect(await press(messageButton(settings), row)).toMatchObject({
    outcome: 'updated',
    meta_notificationMessage: 'Your table is ready',
  });
});

test('a sign-up gets its ticket', async () => {
  expect(await press(ticketButton(settings), { rowId: 'i-1', ...person })).toMatchObject({
    passType: 'eventTicket',
    externalId: 'i-1',
  });
});

test('a member gets a coupon, which is redeemed, and the next when it expires', async () => {
  await press(issueButton(settings), { rowId: 'i-1', Type: 'Membership', ...person });
  /** A row of a table of the pack, by the names of its columns. */
  const rowsOf = async (table: string, project: string | undefined) => {
    const { rows } = await account.sync(table, [project]);
    const properties: Record<string, { displayName?: string; fromKey?: string }> =
      pack.syncTables.find(({ name }) => name === table)?.schema.properties ?? {};
    return rows.map((row) =>
      Object.fromEntries(
        Object.values(properties).map(({ displayName = '', fromKey = '' }) => [displayName, row[fromKey]]),
      ),
    );
  };
  const [member = {}] = await rowsOf('Members', settings.programId);
  const coupon = await press(firstCoupon(settings), member);
  expect(coupon).toMatchObject({ passType: 'coupon', externalId: member['PassKit ID'], displayName: 'Jane' });
  sandbox.expire(String(coupon.id));
  const [old = {}] = await rowsOf('Coupons', settings.campaignId);
  expect(old.Status).toBe('EXPIRED');
  expect(await press(couponButton(settings), old)).toMatchObject({
    outcome: 'reissued',
    externalId: member['PassKit ID'],
  });
  expect(await press(redeemButton(settings), member)).toMatchObject({ outcome: 'redeemed' });
});
