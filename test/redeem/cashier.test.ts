// Protects how often a cashier's code may be wrong: for a pass, for an address, and that nobody else pays for it.
import { createCashier } from '../../redeem/cashier.ts';
import { readConfig } from '../../redeem/config.ts';
import { limitersIn } from '../../redeem/limits.ts';
import { Refusal } from '../../redeem/refusal.ts';
import { environment, noon } from './stub.ts';

/** Tries codes, and answers “right”, “wrong” or “wait”. */
function tillWith(cashierCode?: string) {
  let now = noon;
  const config = { ...readConfig(environment), cashierCode };
  const cashier = createCashier(config, limitersIn(), () => now);
  const wrong = async (pass: string, address?: string, code = '0000') => {
    const named = { externalId: pass, campaignId: 'Campaign1' };
    return cashier(named, code, address).then(
      (is) => (is ? 'right' : 'wrong'),
      (error) => {
        expect(error).toBeInstanceOf(Refusal);
        return `${error.notice} ${error.retryAfter}`;
      },
    );
  };
  const right = (pass: string, address?: string) => wrong(pass, address, '4711');
  const several = async (passes: readonly string[], trying: (pass: string) => Promise<string>) => {
    const said = [];
    for (const pass of passes) said.push(await trying(pass));
    return said;
  };
  return { wrong, right, several, later: (seconds: number) => (now += seconds * 1_000) };
}
const five = ['1', '2', '3', '4', '5'];
const shop = '203.0.113.7';
const wait = 'tries 600';

test('without a code in the settings every tap is right', async () => {
  const { several, wrong } = tillWith();
  expect(await several(Array(7).fill('1'), (pass) => wrong(pass, shop))).toEqual(Array(7).fill('right'));
});

test('a pass rests for ten minutes after five wrong codes, wherever they came from', async () => {
  const { several, wrong, right, later } = tillWith('4711');
  const from = [shop, undefined, '203.0.113.8', shop, undefined];
  for (const address of from) expect(await wrong('1', address)).toBe('wrong');
  expect(await right('1', '203.0.113.9')).toBe(wait);
  later(599);
  expect(await right('1')).toBe('tries 1');
  later(1);
  expect(await several(['1', '1'], right)).toEqual(['right', 'right']);
});

test('five wrong codes for one pass lock out none of the others behind its address', async () => {
  const { several, wrong, right } = tillWith('4711');
  await several(Array(5).fill('1'), (pass) => wrong(pass, shop));
  expect([await wrong('2', shop), await right('2', shop), await right('3', shop)]).toEqual([
    'wrong',
    'right',
    'right',
  ]);
});

test('an address rests after five passes with a wrong code, and goes on resting however often it tries', async () => {
  const { several, wrong, right } = tillWith('4711');
  const trying = (pass: string) => wrong(pass, shop);
  expect(await several([...five, '6', '6', '7'], trying)).toEqual([
    ...five.map(() => 'wrong'),
    wait,
    wait,
    wait,
  ]);
  expect(await right('6', shop)).toBe(wait);
  expect(await right('6', '203.0.113.8')).toBe('right');
});

test('an address with six passes and right codes only never rests', async () => {
  const { several, right } = tillWith('4711');
  const passes = [...five, '6', ...five, '6'];
  expect(await several(passes, (pass) => right(pass, shop))).toEqual(passes.map(() => 'right'));
});

test('a right code after a wrong one does not let an address guess on', async () => {
  const { several, wrong, right } = tillWith('4711');
  await wrong('1', shop);
  expect(await right('1', shop)).toBe('right');
  expect(await several(['2', '3', '4', '5', '6'], (pass) => wrong(pass, shop))).toEqual([
    ...Array(4).fill('wrong'),
    wait,
  ]);
});

test('a wrong code after a right one counts', async () => {
  const { several, wrong, right } = tillWith('4711');
  expect(await several(five, (pass) => right(pass, shop))).toEqual(five.map(() => 'right'));
  expect(await several([...five, '6'], (pass) => wrong(pass, shop))).toEqual([
    ...five.map(() => 'wrong'),
    wait,
  ]);
});

test('where nobody tells who asks, wrong codes for five passes lock out no other', async () => {
  const { several, wrong, right } = tillWith('4711');
  expect(await several([...five, '6'], (pass) => wrong(pass))).toEqual([...five, '6'].map(() => 'wrong'));
  expect(await right('7')).toBe('right');
});
