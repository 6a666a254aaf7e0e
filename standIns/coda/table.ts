// One table of a Coda doc in memory, for the stand-in of Coda's API: columns, formula columns, rows.

export type Cells = Readonly<Record<string, unknown>>;

/** A column people fill in, or a formula over the other cells of the row. */
export type Column = 'value' | ((values: Cells) => unknown);

export interface Row {
  id: string;
  index: number;
  createdAt: string;
  updatedAt: string;
  /** Every column by its name; a blank cell is ''. */
  values: Cells;
}

interface Stored {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  cells: Map<string, unknown>;
}

/** What Coda would refuse; the message is for its answer. */
export class CodaError extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

export class CodaTable {
  readonly #columns: Readonly<Record<string, Column>>;
  readonly #rows: Stored[] = [];
  /** No two writes happen at one time, so that rows have an order by it. */
  #time = Date.now();

  constructor(columns: Readonly<Record<string, Column>>) {
    this.#columns = columns;
  }

  /** The name of a column, by its name or its id, such as `c-2`. Throws when there is none. */
  column(nameOrId: string): string {
    const names = Object.keys(this.#columns);
    const name = names.find((one, at) => one === nameOrId || this.columnId(at) === nameOrId);
    if (name === undefined) throw new CodaError(400, `No column ${nameOrId}`);
    return name;
  }

  columnId = (position: number): string => `c-${position + 1}`;

  /** In the order of creation. */
  rows(): Row[] {
    return this.#rows.map((row, index) => ({
      id: row.id,
      index,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      values: this.#valuesOf(row),
    }));
  }

  /** Adds a row and gives its id. Throws when a column is not there or is a formula. */
  add(values: Cells): string {
    const now = this.#now();
    const id = `i-row${this.#rows.length + 1}`;
    const cells = Object.entries(values).map(([column, value]) => ({ column, value }));
    this.#rows.push({ id, createdAt: now, updatedAt: now, cells: this.#checked(cells) });
    return id;
  }

  /** Writes cells of a row, all or none. Throws when the row or a column is not there, or is a formula. */
  write(id: string, cells: readonly { column: string; value: unknown }[]): void {
    const row = this.#rows.find((one) => one.id === id);
    if (!row) throw new CodaError(404, `No row ${id}`);
    for (const [column, value] of this.#checked(cells)) row.cells.set(column, value);
    row.updatedAt = this.#now();
  }

  #checked(cells: readonly { column: string; value: unknown }[]): Map<string, unknown> {
    return new Map(
      cells.map(({ column, value }) => {
        const name = this.column(column);
        if (this.#columns[name] !== 'value') throw new CodaError(400, `${name} is a formula`);
        return [name, value];
      }),
    );
  }

  #valuesOf({ cells }: Stored): Cells {
    const names = Object.entries(this.#columns);
    const own = Object.fromEntries(
      names.flatMap(([name, column]) => (column === 'value' ? [[name, cells.get(name) ?? '']] : [])),
    );
    return Object.fromEntries(
      names.map(([name, column]) => [name, (column === 'value' ? own[name] : column(own)) ?? '']),
    );
  }

  #now(): Date {
    this.#time = Math.max(this.#time + 1, Date.now());
    return new Date(this.#time);
  }
}
