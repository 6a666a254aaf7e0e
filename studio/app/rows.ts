// The table one plays with: its rows, what a change of a row makes happen, and what came of the last run.
import { signal } from '@preact/signals';
import type { Catalog, PassView, Run, Values, Visit } from '../types.ts';
import { api } from './api.ts';
import { resolved } from './form.tsx';
import { catalog, platform } from './state.ts';

export type Kind = 'issue' | 'update' | 'revoke';

export interface PlayRow {
  /** Its ID in the table, which is the external ID of its pass. */
  id: string;
  cells: Record<string, string>;
  link: string;
  passId: string;
  /** Of the pass, which a mapping may have made another than the row says. */
  passType: string;
  error: string;
  busy: boolean;
}

export interface Last {
  /** What was done, and what came of it, in words. */
  title: string;
  step: string;
  run: Run;
}

/** Tables of other pages of this browser have other IDs. */
const series = Math.floor(Math.random() * 9000 + 1000);
let count = 0;

export const rows = signal<PlayRow[]>([]);
export const selected = signal('');
export const automatic = signal(true);
export const kind = signal<Kind>('issue');
export const last = signal<Last | undefined>(undefined);
export const pass = signal<PassView | undefined>(undefined);
export const visit = signal<Visit | undefined>(undefined);
/** What a user has mapped anew, by platform, step and type. */
const remapped = signal<Record<string, Values>>({});

export const playOf = (): Catalog['play'] => {
  if (!catalog.value) throw new Error('The catalog is not there yet');
  return catalog.value.play;
};

export const newRow = (cells: Record<string, string>): PlayRow => {
  count++;
  return { id: `i-${series}-${count}`, cells, link: '', passId: '', passType: '', error: '', busy: false };
};

export const rowOf = (id: string) => rows.value.find((row) => row.id === id);

export function change(id: string, changes: Partial<PlayRow>): void {
  rows.value = rows.value.map((row) => (row.id === id ? { ...row, ...changes } : row));
}

/** What a step may be mapped to: the columns of the row, its ID among them. */
export const columnsOf = (row: PlayRow): Record<string, string> => ({ 'Row ID': row.id, ...row.cells });

/** The pass type that a row names, by its value or its label. */
export const typeOf = (row: PlayRow) =>
  catalog.value?.passTypes.find(({ label }) => label === row.cells.Type);

/** What a row needs now, as the recipes have it. */
export const kindFor = (row: PlayRow): Kind =>
  playOf().revoked.includes(row.cells.Status ?? '') ? 'revoke' : row.passId ? 'update' : 'issue';

const mappingKey = (row: PlayRow, step: Kind) => `${platform.value}/${step}/${typeOf(row)?.value}`;

/** The mapping of a step for a row: on Make the route of its type, on Zapier one step for rows of any type. */
export function mappingFor(row: PlayRow, step: Kind): Values {
  const own = remapped.value[mappingKey(row, step)];
  if (own) return own;
  const byType = playOf().steps[step].mapping;
  const type = typeOf(row)?.value ?? '';
  if (platform.value === 'make') return { ...byType[type], ...playOf().required[type], passType: type };
  return Object.assign({}, ...Object.values(byType));
}

export function remap(row: PlayRow, step: Kind, values: Values): void {
  remapped.value = { ...remapped.value, [mappingKey(row, step)]: values };
}

const outcomes: Record<string, string> = {
  created: 'A pass was issued, and its link went into the row.',
  existing: 'The row has its pass already: the same one came back, no second one.',
  updated: 'The pass was updated where it is. Its link stays the same.',
  expired: 'The pass has ended. It stays in the wallet, and says so.',
  already_revoked: 'It had ended before. Nothing to do, and no error.',
};

function inWords({ outcomes: all, passes }: Run): string {
  const [first] = all;
  if (!first || 'problem' in first) return 'The step did not do it. This is what its user reads.';
  const outcome = String(first.bundles[0]?.outcome ?? '');
  if (all.length > 1) {
    const more = passes.after - passes.before;
    return `Sent ${all.length} times at once: PassKit has ${more || 'no'} ${more > 1 ? 'passes' : 'pass'} more.`;
  }
  return outcomes[outcome] ?? `Done: ${outcome}.`;
}

/** Sends a row through a step, and writes what came back into the row. */
export async function send(id: string, step?: Kind, times = 1): Promise<void> {
  const row = rowOf(id);
  if (!row || row.busy) return;
  const used = step ?? kindFor(row);
  kind.value = used;
  selected.value = id;
  visit.value = undefined;
  // The recipes leave a row alone that is canceled before it has a pass.
  if (used === 'revoke' && !row.passId) return;
  change(id, { busy: true });
  try {
    const { key } = playOf().steps[used];
    const input = resolved(mappingFor(row, used), columnsOf(row));
    const run = await api.run({ platform: platform.value, step: key, input, times, together: times > 1 });
    last.value = { title: inWords(run), step: key, run };
    const problem = run.outcomes.find((outcome) => 'problem' in outcome);
    const bundle = run.outcomes.flatMap((outcome) => ('bundles' in outcome ? outcome.bundles : []))[0];
    change(id, {
      ...(bundle && {
        link: String(bundle.passUrl ?? ''),
        passId: String(bundle.id ?? ''),
        passType: String(bundle.passType ?? ''),
      }),
      error: problem ? problem.problem.message : '',
    });
  } finally {
    change(id, { busy: false });
  }
  await showPass(id);
}

/** Shows the pass of a row on the phone. */
export async function showPass(id: string): Promise<void> {
  const row = rowOf(id);
  selected.value = id;
  visit.value = undefined;
  const found = row?.passId ? await api.pass({ passType: row.passType, id: row.passId }) : undefined;
  if (selected.value !== id) return;
  pass.value = found ?? undefined;
  // On this machine the page of the pass is that of the embedded PassKit, whichever platform issued it.
  if (found) change(id, { link: found.passUrl });
}

/** Changes a cell; the row is sent when the automation is on. */
export async function setCell(id: string, column: string, value: string): Promise<void> {
  const row = rowOf(id);
  if (!row || row.cells[column] === value) return;
  change(id, { cells: { ...row.cells, [column]: value } });
  if (automatic.value) await send(id);
}

export async function addRow(): Promise<string> {
  const samples = playOf().rows;
  const sample = samples[rows.value.length % samples.length] ?? {};
  const row = newRow({ ...sample });
  rows.value = [...rows.value, row];
  selected.value = row.id;
  if (automatic.value) await send(row.id);
  return row.id;
}

/** Issues a coupon whose external ID is the ID of a membership pass: the one its permanent link redeems. */
export async function giveCoupon(row: PlayRow): Promise<void> {
  const { steps } = playOf();
  const input = {
    ...steps.issue.mapping.coupon,
    passType: 'coupon',
    externalId: row.passId,
    displayName: row.cells.Name ?? '',
    emailAddress: row.cells.Email ?? '',
    // This offer leaves the date to whoever issues.
    expiryDate: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  };
  const run = await api.run({ platform: platform.value, step: steps.issue.key, input });
  last.value = {
    title: 'A coupon was issued under the ID of the membership pass.',
    step: steps.issue.key,
    run,
  };
}

/** Opens the permanent link of the pass on the phone, or presses the button of its page. */
export async function openLink(tap = false): Promise<void> {
  const link = pass.value?.permanentLink;
  if (!link) return;
  const { visit: page, asked, ms } = await api.visit({ link, tap });
  visit.value = page;
  const title = tap
    ? `The page says: ${page.heading}`
    : 'The permanent link was opened. Nothing is redeemed by that.';
  last.value = {
    title,
    step: '',
    run: { outcomes: [], asked, ms, passes: { before: 0, after: 0 } },
  };
}
