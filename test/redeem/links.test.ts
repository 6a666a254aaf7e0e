// Protects what a link is taken for, how it is written, and for how long a form and a receipt are good.
import { createHmac } from 'node:crypto';
import { readConfig } from '../../redeem/config.ts';
import { pathOf, readLink } from '../../redeem/link.ts';
import {
  formToken,
  isOf,
  newTap,
  readForm,
  readReceipt,
  receipt,
  same,
  signLink,
} from '../../redeem/tokens.ts';
import { environment, noon } from './stub.ts';

const linkSecret = 'a secret for the links';
const config = readConfig(environment);
const signed = { ...config, linkSecret };
const named = { externalId: 'pass-1', campaignId: 'Campaign1' };
const queryOf = (externalId: string, more = '') =>
  `?${new URLSearchParams({ externalId, campaignId: 'Campaign1' })}${more}`;
const placeholder = '\u0024{pid}';

describe('a link', () => {
  test.each([
    ['pass-1', 'pass-1'],
    [' pass-1\n', 'pass-1'],
    ['7€ & more', '7€ & more'],
    // Signs that are a placeholder only when they are all there is.
    [`order-${placeholder}`, `order-${placeholder}`],
    [`${placeholder}-order`, `${placeholder}-order`],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('names the coupon of %j', (written, externalId) => {
    expect(readLink(queryOf(written), config)).toEqual({ externalId, campaignId: 'Campaign1' });
  });

  test('may have blanks around the campaign', () => {
    expect(readLink('?externalId=pass-1&campaignId=%20Campaign1%20', config)).toEqual(named);
  });

  test.each([
    '?campaignId=Campaign1',
    '?externalId=pass-1',
    '?externalId=pass-1&campaignId=%20',
    queryOf(' '),
    queryOf(placeholder),
    queryOf(placeholder.replace('pid', '')),
    queryOf('a\u{0}b'),
    queryOf('a\u{FFFD}b'),
    queryOf('x'.repeat(201)),
  ])('is not complete: %s', (query) => {
    expect(() => readLink(query, config)).toThrow(expect.objectContaining({ notice: 'incomplete' }));
  });

  test('of a campaign that is not ours leads nowhere', () => {
    const query = '?externalId=pass-1&campaignId=Campaign';
    expect(() => readLink(query, config)).toThrow(expect.objectContaining({ notice: 'unknown' }));
  });

  test('is genuine with its signature, in letters of either case', () => {
    const sig = createHmac('sha256', linkSecret).update('pass-1:Campaign1').digest('hex');
    expect(readLink(queryOf('pass-1', `&sig=${sig}`), signed)).toEqual(named);
    expect(readLink(queryOf('pass-1', `&sig=${sig.toUpperCase()}`), signed)).toEqual(named);
    for (const query of [queryOf('pass-1'), queryOf('pass-1', '&sig='), queryOf('pass-2', `&sig=${sig}`)])
      expect(() => readLink(query, signed)).toThrow(expect.objectContaining({ notice: 'unsigned' }));
  });

  test('is signed anew, whatever its signature was', () => {
    const link = `https://your.domain/redeem${queryOf('pass-1', '&sig=old')}`;
    const { search } = new URL(signLink(linkSecret, link));
    expect(readLink(search, signed)).toEqual(named);
    expect(search.match(/sig=/g)).toHaveLength(1);
  });

  test('is written with what there is, and leads back to itself', () => {
    expect(pathOf(named, { sig: undefined })).toBe('/redeem?externalId=pass-1&campaignId=Campaign1');
    expect(pathOf(named, { sig: 's', receipt: 'r' })).toBe(
      '/redeem?externalId=pass-1&campaignId=Campaign1&sig=s&receipt=r',
    );
    const odd = { externalId: '7€ & more=+', campaignId: 'Campaign1' };
    expect(readLink(pathOf(odd, {}).replace('/redeem', ''), config)).toEqual(odd);
  });
});

describe('a token', () => {
  const secret = 'a secret of the server';
  const tap = newTap(secret, named, 'CouponId1');

  test('of a receipt is good for five minutes and no second longer', () => {
    const token = receipt(secret, named, tap, new Date(noon));
    expect(readReceipt(secret, named, token, noon + 300_999)).toEqual({ ...tap, time: new Date(noon) });
    expect(readReceipt(secret, named, token, noon + 301_000)).toBeUndefined();
  });

  test('of a form is good for an hour and no second longer, for the coupon it was made for', () => {
    const token = formToken(secret, named, 'CouponId1', noon);
    const read = readForm(secret, named, token, noon + 3_600_999);
    expect([
      read && isOf(secret, named, read, 'CouponId1'),
      read && isOf(secret, named, read, 'CouponId2'),
    ]).toEqual([true, false]);
    expect(readForm(secret, named, token, noon + 3_601_000)).toBeUndefined();
  });

  test('is worth nothing elsewhere, or when a part of it is changed or missing', () => {
    const token = formToken(secret, named, 'CouponId1', noon);
    const parts = token.split('.');
    const read = (text: string, link = named, key = secret) => readForm(key, link, text, noon);
    expect(read(token)).toBeDefined();
    for (const [at] of parts.entries()) {
      expect(read(parts.toSpliced(at, 1, 'x').join('.'))).toBeUndefined();
      expect(read(parts.toSpliced(at, 1).join('.'))).toBeUndefined();
      expect(read(parts.slice(0, at).join('.'))).toBeUndefined();
    }
    expect(read(token, { ...named, externalId: 'pass-2' })).toBeUndefined();
    expect(read(token, { ...named, campaignId: 'Campaign2' })).toBeUndefined();
    expect(read(token, named, 'another secret')).toBeUndefined();
    expect(readReceipt(secret, named, token, noon)).toBeUndefined();
  });

  test('is another one each time', () => {
    expect(newTap(secret, named, 'CouponId1')).not.toEqual(tap);
  });
});

test.each([
  ['', '', true],
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  ['', 'a', false],
])('“%s” and “%s” are the same: %s', (given, wanted, is) => {
  expect(same(given, wanted)).toBe(is);
});
