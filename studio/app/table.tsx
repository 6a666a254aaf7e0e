// The table as in Coda: every cell can be edited; the columns of the pass are written by the automation.
import { addRow, type PlayRow, playOf, rows, selected, send, setCell, showPass } from './rows.ts';
import { Button } from './ui.tsx';

function Cell({ row, column }: { row: PlayRow; column: string }) {
  const value = row.cells[column] ?? '';
  const choices = playOf().choices[column];
  const label = `${column} of ${row.cells.Name || 'the new row'}`;
  if (choices)
    return (
      <select
        class={`cell chip-${column.toLowerCase()}`}
        data-value={value}
        aria-label={label}
        value={value}
        onChange={(event) => setCell(row.id, column, event.currentTarget.value)}
      >
        <option value="" />
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  return (
    <input
      class="cell"
      aria-label={label}
      value={value}
      autoComplete="off"
      onChange={(event) => setCell(row.id, column, event.currentTarget.value)}
    />
  );
}

export function Table() {
  const { columns } = playOf();
  return (
    <>
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              <th scope="col" class="written">
                Pass Link
              </th>
              <th scope="col">
                <span class="hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.value.map((row) => (
              <tr
                key={row.id}
                aria-selected={selected.value === row.id}
                class={row.busy ? 'busy' : ''}
                onFocusCapture={() => selected.value !== row.id && showPass(row.id)}
              >
                {columns.map((column) => (
                  <td key={column}>
                    <Cell row={row} column={column} />
                  </td>
                ))}
                <td class="written">
                  {row.error ? (
                    <span class="cell-error">{row.error}</span>
                  ) : row.link ? (
                    <a href={row.link} target="_blank" rel="noreferrer">
                      …/{row.passId.slice(0, 8)}
                    </a>
                  ) : (
                    <span class="soft">–</span>
                  )}
                </td>
                <td class="row-actions">
                  <Button kind="quiet" label={`Send ${row.cells.Name}`} onClick={() => send(row.id)}>
                    Send
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button kind="quiet" onClick={addRow}>
        + Add a row
      </Button>
    </>
  );
}
