// A table before and after a run, as SVG: a pack is made without a browser.
import { escapeHtml } from './escape.ts';
import type { PictureRow, Scene } from './tableScenes.ts';

/** The width of a letter, in the widest fonts of systems: those of a head are bold. */
const letter = { head: 9.6, row: 8.8 };
const line = 18;
const pad = 10;
/** The most letters of a line in a cell. */
const widest = 28;

/** The text in lines that fit a cell. */
function linesOf(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && `${last} ${word}`.length > widest) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

const widthOf = (texts: readonly string[], kind: keyof typeof letter) =>
  Math.ceil(2 * pad + letter[kind] * Math.max(...texts.flatMap(linesOf).map(({ length }) => length)));

/** One row: its cells, and where it ends. */
function rowOf(texts: readonly string[], widths: readonly number[], y: number, kind: 'head' | 'row') {
  const cells = texts.map(linesOf);
  const height = 2 * pad - 4 + line * Math.max(...cells.map(({ length }) => length));
  let x = pad;
  const drawn = cells.map((lines, index) => {
    const width = widths[index] ?? 0;
    const spans = lines.map(
      (text, at) => `<tspan x="${x + pad}" y="${y + pad + 11 + at * line}">${escapeHtml(text)}</tspan>`,
    );
    const cell = `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}"/><text class="${kind}">${spans.join('')}</text>`;
    x += width;
    return cell;
  });
  return { svg: drawn.join(''), end: y + height };
}

/** The picture; `names` are those of the columns, `said` what stands above the two tables. */
export function tablePicture(
  { columns, before, after }: Scene,
  names: Readonly<Record<Scene['columns'][number], string>>,
  said: { title: string; before: string; after: string },
): string {
  const cellsOf = (row: PictureRow) => columns.map((column) => row[column] ?? '');
  const head = columns.map((column) => names[column]);
  const widths = columns.map((column, index) =>
    Math.max(
      widthOf([head[index] ?? ''], 'head'),
      widthOf(
        [...before, ...after].map((row) => row[column] ?? ''),
        'row',
      ),
    ),
  );
  const parts: string[] = [];
  let y = pad;
  for (const [title, rows] of [
    [said.before, before],
    [said.after, after],
  ] as const) {
    parts.push(`<text class="title" x="${pad}" y="${y + 16}">${escapeHtml(title)}</text>`);
    y += 28;
    for (const [texts, kind] of [
      [head, 'head'] as const,
      ...rows.map((row) => [cellsOf(row), 'row'] as const),
    ]) {
      const { svg, end } = rowOf(texts, widths, y, kind);
      parts.push(svg);
      y = end;
    }
    y += 2 * pad;
  }
  const width = 2 * pad + widths.reduce((sum, one) => sum + one, 0);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="${escapeHtml(said.title)}">
<style>
svg { background: #ffffff; font: 14px system-ui, sans-serif }
rect { stroke: #cccccc; fill: #ffffff }
rect.head { fill: #f3f3f3 }
text { fill: #111111 }
text.head { font-weight: 700 }
.title { font-size: 15px; font-weight: 700 }
</style>
${parts.join('\n')}
</svg>
`;
}
