// Protects what is seen from an arm's length: the colour, the stripes and the sign of each state, which the documentation
// names, and that a brand's name can be read on any colour.
import { readFileSync } from 'node:fs';
import { brandColor, imageLink, timeZone } from '../../redeem/brand.ts';
import { inkOn } from '../../redeem/contrast.ts';
import { faceStyle, faces, states } from '../../redeem/faces.ts';
import { textsIn } from '../../redeem/texts/texts.ts';

const documented = readFileSync('docs/redeem.md', 'utf8').split('\n');

describe.each(states)('%s', (state) => {
  const { field, ink, stripes, sign, color, shows } = faces[state];
  const style = faceStyle([state]);
  const [body, picture, rest = ''] = style.split('\n');

  test('is in the documentation, as what it is', () => {
    expect(documented).toContain(`| **${textsIn.en.words[state]}** | ${color} | ${shows} |`);
    expect(color.includes('striped')).toBe(stripes !== undefined);
    expect([color, shows]).not.toContain('');
  });

  test('has its colour over the whole screen, and stripes where it is over', () => {
    const striped =
      stripes === undefined ? '' : `;background-image:repeating-linear-gradient\\(.*${stripes} .*\\)`;
    expect(body).toMatch(
      new RegExp(
        `^\\.${state}\\{--field:${field};--ink:${ink};background-color:var\\(--field\\)${striped}\\}$`,
      ),
    );
    expect(['used', 'expired', 'void'].includes(state)).toBe(stripes !== undefined);
    expect(rest).toBe('body{color:var(--ink)}');
  });

  test('has its sign as a picture, drawn in the colour of its text', () => {
    const [, url = ''] =
      new RegExp(`^\\.${state} \\.sign\\{background-image:url\\("(.*)"\\)\\}$`).exec(picture ?? '') ?? [];
    // What would end the address, or the style.
    expect(url).not.toMatch(/["'<>#\s]/);
    const svg = decodeURIComponent(url.replace('data:image/svg+xml,', ''));
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 24 24" [^<]*><.*\/><\/svg>$/,
    );
    expect(svg).toContain(`stroke="${ink}"`);
    expect(svg).toContain(sign);
    expect(sign).toMatch(
      /^(<(path d="M[^"]+"|circle cx="12" cy="12" r="[\d.]+")( stroke-dasharray="[\d. ]+")?\/>)+$/,
    );
  });
});

test('a style of several states has each of them, one after the other', () => {
  const [one, two] = ['used', 'void'].map((state) => new RegExp(`^\\.${state}[ {]`));
  const lines = faceStyle(['used', 'void']).split('\n');
  expect(lines.slice(0, 4).map((line) => [one, two].map((rule) => rule?.test(line)))).toEqual([
    [true, false],
    [true, false],
    [false, true],
    [false, true],
  ]);
  expect(lines[4]).toBe('body{color:var(--ink)}');
  expect(faceStyle().match(/--field:/g)).toHaveLength(states.length);
});

describe('the head of a page', () => {
  const linear = (share: number) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  const lightOf = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const levels = Array.from({ length: 18 }, (_, at) => at * 15);
  const hex = (rgb: readonly number[]) =>
    `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

  test('can be read at 4.5 to 1 on any colour', () => {
    const unread = levels
      .flatMap((red) => levels.flatMap((green) => levels.map((blue) => [red, green, blue])))
      .filter((rgb) => {
        const light = lightOf(rgb);
        const ink = inkOn(hex(rgb));
        const contrast = ink === '#fff' ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
        return contrast < 4.5 || !['#000', '#fff'].includes(ink);
      });
    expect(unread.map(hex)).toEqual([]);
  });

  test.each([
    ['#000000', '#fff'],
    ['#0a0a0a', '#fff'],
    ['#0b5323', '#fff'],
    ['#0000ff', '#fff'],
    ['#ffcc00', '#000'],
    ['#FFFFFF', '#000'],
  ])('on %s is %s', (color, ink) => {
    expect(inkOn(color)).toBe(ink);
  });
});

describe('what PassKit or the settings may bring into a page', () => {
  test.each([
    ['https://images.example/a.png', true],
    ['http://images.example/a.png', false],
    ['xhttps://images.example/a.png', false],
    ['httpsx://images.example/a.png', false],
    ['https://127.0.0.1/a.png', false],
    ['https://localhost/a.png', false],
    ['javascript:alert(1)', false],
    [`https://images.example/${'x'.repeat(2_000)}`, false],
  ])('as a picture: %s', (link, taken) => {
    expect(imageLink.safeParse(link).success).toBe(taken);
  });

  test.each([
    ['#0b5323', true],
    ['#0B5323', true],
    ['0b5323', false],
    ['x#0b5323', false],
    ['#0b53234', false],
    ['#0b5323"><script>', false],
    ['#0b532g', false],
    ['red', false],
  ])('as a colour: %s', (color, taken) => {
    expect(brandColor.safeParse(color).success).toBe(taken);
  });

  test.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Base', false],
    ['', false],
  ])('as a time zone: %s', (name, taken) => {
    expect(timeZone.safeParse(name).success).toBe(taken);
  });
});
