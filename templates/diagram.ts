// A picture of a scenario, drawn from the blueprint that users import: its modules where the editor shows them.
import { blueprintShape, type BlueprintModule as Module } from './check.ts';
import { escapeHtml } from './escape.ts';

const scale = { x: 0.62, y: 0.44 };
const radius = 34;
const margin = { x: 80, y: 60 };

/** Colour and sign of a module, by the beginning of its name. */
const looks: [string, { color: string; sign: string }][] = [
  ['app#', { color: '#0b5323', sign: 'PassKit' }],
  ['gateway:', { color: '#c13570', sign: 'Webhook' }],
  ['http:', { color: '#2a6fdb', sign: 'HTTP' }],
  ['builtin:BasicRouter', { color: '#8a8f00', sign: 'Router' }],
  ['builtin:BasicFeeder', { color: '#5d6b0a', sign: 'Iterator' }],
  ['builtin:BasicAggregator', { color: '#5d6b0a', sign: 'Aggregator' }],
  ['builtin:Ignore', { color: '#666666', sign: 'Ignore' }],
  ['util:', { color: '#6b3fa0', sign: 'Tools' }],
];

const at = ({ metadata: { designer } }: Module) => ({
  x: margin.x + designer.x * scale.x,
  y: margin.y + designer.y * scale.y,
});

/** The text in lines of at most so many characters, so that it stays beside its module. */
function lines(text: string, most: number): string[] {
  const found: string[] = [];
  for (const word of text.split(' ')) {
    const last = found.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}

const tspans = (text: string[], x: number, y: number) =>
  text.map((line, index) => `<tspan x="${x}" y="${y + index * 14}">${escapeHtml(line)}</tspan>`).join('');

/** A line that leaves a module on its right, and goes down first when the next one stands lower. */
function arrow(from: Module, to: Module, kind: 'flow' | 'error'): string {
  const [a, b] = [at(from), at(to)];
  const turn = a.x + radius + (kind === 'error' ? 26 : 18);
  const path = `<path class="${kind}" d="M${a.x + radius} ${a.y}H${turn}V${b.y}H${b.x - radius}"/>`;
  if (!to.filter) return path;
  const label = lines(to.filter.name, 15);
  return `${path}<text class="filter">${tspans(label, turn + 5, b.y - 7 - (label.length - 1) * 14)}</text>`;
}

function bubble(module: Module): string {
  const { x, y } = at(module);
  const { color, sign } = looks.find(([start]) => module.module.startsWith(start))?.[1] ?? {
    color: '#444444',
    sign: module.module,
  };
  const name = tspans(lines(module.metadata.designer.name, 22), x, y + radius + 18);
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"/><text class="sign" x="${x}" y="${y + 4}">${sign}</text><text class="name">${name}</text><text class="id" x="${x + radius - 6}" y="${y - radius + 10}">${module.id}</text>`;
}

/** The picture as SVG. Throws when the blueprint is not one. */
export function diagram(blueprint: unknown): string {
  const { name, flow } = blueprintShape.parse(blueprint);
  const bubbles: string[] = [];
  const arrows: string[] = [];
  const size = { width: 0, height: 0 };
  const draw = (
    steps: readonly Module[],
    from: Module | undefined,
    kind: 'flow' | 'error' = 'flow',
  ): void => {
    let previous = from;
    steps.forEach((step, index) => {
      if (previous) arrows.push(arrow(previous, step, index === 0 ? kind : 'flow'));
      bubbles.push(bubble(step));
      size.width = Math.max(size.width, at(step).x + margin.x);
      size.height = Math.max(size.height, at(step).y + margin.y + 40);
      if (step.onerror) draw(step.onerror, step, 'error');
      for (const route of step.routes ?? []) draw(route.flow, step);
      previous = step;
    });
  };
  draw(flow, undefined);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(size.width)} ${Math.ceil(size.height)}" role="img" aria-label="${escapeHtml(name)}">
<style>
svg { background: #ffffff; font-family: system-ui, sans-serif }
.flow, .error { fill: none; stroke: #555555; stroke-width: 2 }
.error { stroke: #b3261e; stroke-dasharray: 6 5 }
.sign { fill: #ffffff; font-size: 12px; font-weight: 700; text-anchor: middle }
.name { fill: #111111; font-size: 12px; text-anchor: middle }
.id { fill: #555555; font-size: 11px }
.filter { fill: #333333; font-size: 11px; font-style: italic }
</style>
${arrows.join('\n')}
${bubbles.join('\n')}
</svg>
`;
}
