// What a run counts, and how it sums up.
import type { Outcome } from './outcomes.ts';

/** How many rows that failed, or may have failed, a summary names. */
const mostNamed = 10;

/** “1 row”, “2,000 rows”. */
export const countOfRows = (rows: number) => `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;

export class Tally {
  rows = 0;
  /** How many failed, or may have. */
  failed = 0;
  readonly #counts = new Map<string, number>();
  readonly #named: string[] = [];

  add(what: Outcome | 'converted', line: number | string, message: string): void {
    this.rows++;
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    if (what !== 'failed' && what !== 'unknown') return;
    this.failed++;
    if (this.failed <= mostNamed) this.#named.push(`  line ${line}: ${message}`);
  }

  /** The counts on one line, and the first rows that failed on lines of their own. */
  lines(): string[] {
    const counts = [...this.#counts].map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
    const more = this.failed - this.#named.length;
    return [
      `${countOfRows(this.rows)}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.`,
      ...this.#named,
      ...(more > 0 ? [`  and ${more.toLocaleString('en')} more like these`] : []),
    ];
  }
}
