// Protects the choice of the language, and that every table says everything.
import { textsFor, timeText } from '../../redeem/texts/texts.ts';
import { useRedeem } from './support.ts';

const { visitor, coupon } = useRedeem();

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT,en;q=0.8', 'de'],
  ['fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4', 'es'],
  ['en;q=0.3, de;q=0.7', 'de'],
  ['de;q=0, es;q=0.1', 'es'],
  ['fr, *;q=0.5', 'en'],
  ['DE', 'de'],
  ['de;q=rubbish', 'en'],
  // What is no wish: only another one of ours would be.
  ['de;q=0', 'en'],
  ['de;q=0, en;q=0', 'en'],
  ['__proto__, constructor', 'en'],
])('Accept-Language %s gives %s', (header, language) => {
  expect(textsFor(header).language).toBe(language);
});

test.each(['de', 'es'])('%s has a text of its own for everything', (language) => {
  const strings = (value: unknown): string[] => {
    if (typeof value === 'function') return [String(value('x'))];
    return typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [String(value)];
  };
  const [own, english] = [strings(textsFor(language)), strings(textsFor('en'))];
  expect(own).toHaveLength(english.length);
  expect(own.filter((text, index) => text === english[index] || text.trim() === '')).toEqual([]);
});

test.each([
  ['en', 'UTC', /^31 December 2026 at 23:59:00 UTC$/],
  ['de', 'Europe/Berlin', /^1. Januar 2027 um 00:59:00 MEZ$/],
  ['es', 'UTC', /^31 de diciembre de 2026.* 23:59:00 UTC$/],
])('times are written as in %s, with the zone named: %s', (language, zone, text) => {
  expect(timeText(new Date('2026-12-31T23:59:00Z'), textsFor(language), zone)).toMatch(text);
});

test('the page, its language attribute and its times follow the browser and REDEEM_TIME_ZONE', async () => {
  await coupon('sprache', { expiryDate: '2099-07-01T10:00:00Z' });
  const { open } = visitor({ env: { REDEEM_TIME_ZONE: 'Europe/Berlin' } });
  const { text } = await open('sprache', { 'accept-language': 'de-DE' });
  expect(text).toContain('<html lang="de">');
  expect(text).toContain('Gültig bis 1. Juli 2099 um 12:00:00 MESZ.');
  expect(text).toContain('Jetzt einlösen');
});
