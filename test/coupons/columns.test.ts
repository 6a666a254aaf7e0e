// Protects the choice of the ID column: found by its name, never guessed, and only IDs are taken from it.
import { findIdColumn } from '../../coupons/columns.ts';

test.each([
  ['id'],
  ['ID'],
  ['Pass ID'],
  ['PassKit ID'],
  ['passkit_id'],
  ['pid'],
  ['Member ID'],
  ['members.member.id'],
  ['universal.id'],
  ['Membership Pass-ID'],
])('takes the column %s for that of the pass IDs', (name) => {
  expect(findIdColumn(['Name', name, 'External ID'])).toMatchObject({ name, index: 1 });
});

test.each([
  [['externalId', 'name']],
  [['External ID']],
  [['members.member.externalId', 'Tier ID', 'Program ID', 'person.externalId']],
  [['Points', 'identity', 'idea', '']],
])('takes none of %j, and lists them', (headers) => {
  expect(() => findIdColumn(headers)).toThrow(
    `no column whose name says that it holds the pass IDs. Its columns are: ${headers.join(', ')}. Name the right one with --id-column.`,
  );
});

test('asks when several columns could be it', () => {
  expect(() => findIdColumn(['id', 'Pass ID'])).toThrow(/more than one column.*id, Pass ID.*--id-column/);
});

test('a column is named as it is written', () => {
  expect(findIdColumn(['id', ' External ID '], ' External ID')).toMatchObject({
    name: 'External ID',
    index: 1,
  });
  expect(() => findIdColumn(['id', 'x'], ' externalid ')).toThrow('no column named “externalid”');
  expect(() => findIdColumn(['x', 'x'], 'x')).toThrow('more than one column named “x”');
});

test.each([
  ['1aBcDeFgHiJkLmNoPqRsTu', undefined],
  ['', 'The ID is blank.'],
  ['1aBcDeFgHiJkLmNoPqRsT', 'is not a PassKit ID of 22 letters and digits'],
  ['1aBcDeFgHiJkLmNoPqRsTuV', 'is not a PassKit ID'],
  ['jane@example.com', '--id-column'],
  ['1aBcDeFgHiJkLmNoPqRsTü', 'is not a PassKit ID'],
])('of a column found by its name, %j is judged as a PassKit ID', (value, problem) => {
  const said = findIdColumn(['id']).problemWith(value);
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(problem);
});

test.each([
  ['row-1001', undefined],
  ['jane@example.com', undefined],
  ['', 'The ID is blank.'],
  ['two words', 'contains a space'],
  ['zero\u200bwidth', 'a character that cannot be seen'],
  ['x'.repeat(77), undefined],
  ['x'.repeat(78), 'longer than 77'],
  ['.', 'no link can carry it'],
  ['..', 'no link can carry it'],
  ['...', undefined],
  [`\${pid}`, 'a placeholder that was not filled in'],
  // The page takes such an ID from a link, too.
  [`\${a}b`, undefined],
  [`a\${b}`, undefined],
])('of a column the user named, %j is taken unless it cannot be an ID', (value, problem) => {
  const said = findIdColumn(['own'], 'own').problemWith(value);
  if (problem === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(problem);
});

test('a value is quoted up to 40 characters', () => {
  const { problemWith } = findIdColumn(['id']);
  expect(problemWith('x'.repeat(40))).toMatch(/^“x{40}” is not/);
  expect(problemWith('x'.repeat(41))).toMatch(/^“x{39}…” is not/);
});
