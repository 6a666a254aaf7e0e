// `coupons convert`: from a membership export to the CSV that PassKit's own import of coupons takes.
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { type Member, openMembers } from './members.ts';
import { type Interrupted, Stopped, Unusable, unwritable } from './outcomes.ts';
import type { Progress } from './progress.ts';
import { mustBeFile } from './resultFile.ts';
import { Tally } from './tally.ts';

/**
 * The headers of the import. PassKit wants the field keys of the design (help article 5865748); these two are by
 * analogy with those of memberships and have not been tried (docs/live-checks.md, `coupons-csv-import`).
 */
const importHeaders = {
  externalId: 'singleUseCoupons.coupon.externalId',
  offerId: 'singleUseCoupons.offer.id',
};

/** Columns of the export that are field keys already, and fit a coupon as they are. */
const isPersonKey = (header: string) => /^person\.\w+$/.test(header.trim());

/** PassKit takes uploads of 4 MB (help article 9520422). */
const mostBytes = 4_000_000;

export interface ConvertOptions {
  members: string;
  idColumn?: string | undefined;
  /** The ID of the offer, for a column of its own. */
  offer?: string | undefined;
  out: string;
}

/** Answers what was counted and which files were written; none when it was interrupted. Throws Unusable or Stopped. */
export async function convert(
  { members: path, idColumn, offer, out }: ConvertOptions,
  { progress, interrupted }: { progress: Progress; interrupted: AbortSignal },
): Promise<{ tally: Tally; paths: string[]; ended?: Interrupted }> {
  const keepMembers = (written: string) => {
    if (resolve(written) === resolve(path))
      throw new Unusable(`The import would replace ${path}. Give another --out.`);
  };
  keepMembers(out);
  await mustBeFile(out);
  const members = await openMembers(path, idColumn);
  const carried = members.headers.flatMap((header, index) => (isPersonKey(header) ? [index] : []));
  const valuesOf = ({ id, fields }: Member) => [
    id,
    ...(offer ? [offer] : []),
    ...carried.map((index) => fields[index]?.trim() ?? ''),
  ];
  const header = stringify([
    [
      importHeaders.externalId,
      ...(offer ? [importHeaders.offerId] : []),
      ...carried.map((index) => members.headers[index]?.trim()),
    ],
  ]);
  const tally = new Tally();
  progress.start(members.size, 0, 0);

  async function* lines(): AsyncGenerator<string> {
    for await (const member of members.rows) {
      if (interrupted.aborted) throw interrupted.reason;
      tally.add(member.problem ? 'failed' : 'converted', member.line, member.problem ?? '');
      progress.row(member.end);
      if (!member.problem) yield stringify([valuesOf(member)]);
    }
  }

  const parts: string[] = [];
  try {
    await writeParts(lines(), header, out, parts);
    const paths = parts.map((_part, index) => (parts.length > 1 ? numbered(out, index + 1) : out));
    paths.forEach(keepMembers);
    for (const [index, part] of parts.entries()) await rename(part, paths[index] ?? out);
    return { tally, paths };
  } catch (error) {
    if (error === interrupted.reason) return { tally, paths: [], ended: interrupted.reason };
    if (error instanceof Stopped || error instanceof Unusable) throw error;
    throw unwritable(out, error);
  } finally {
    progress.stop();
    for (const part of parts) await rm(part, { force: true });
  }
}

/** Writes the lines to files of at most `mostBytes`, each with the header, and adds their paths to `parts`. */
async function writeParts(
  lines: AsyncIterable<string>,
  header: string,
  out: string,
  parts: string[],
): Promise<void> {
  const begin = async () => {
    const part = `${numbered(out, parts.length + 1)}.part`;
    parts.push(part);
    return open(part, 'w');
  };
  let file = await begin();
  let [text, size] = [header, 0];
  const flush = async () => {
    await file.appendFile(text);
    [text, size] = ['', size + Buffer.byteLength(text)];
  };
  try {
    for await (const line of lines) {
      if (text.length > 64 * 1024) await flush();
      if (size + Buffer.byteLength(text) + Buffer.byteLength(line) > mostBytes) {
        await flush();
        await file.close();
        file = await begin();
        [text, size] = [header, 0];
      }
      text += line;
    }
    await flush();
  } finally {
    await file.close();
  }
}

const numbered = (path: string, number: number) => path.replace(/(\.csv)?$/i, `-${number}$1`);
