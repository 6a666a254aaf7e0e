// Play: the table, the step, the phone; below, what PassKit was asked and answered and what the next step gets.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { StepForm } from './form.tsx';
import { Phone } from './phone.tsx';
import {
  addRow,
  automatic,
  columnsOf,
  giveCoupon,
  type Kind,
  kind,
  last,
  mappingFor,
  newRow,
  openLink,
  pass,
  playOf,
  remap,
  rowOf,
  rows,
  selected,
  send,
  setCell,
  showPass,
  visit,
} from './rows.ts';
import { catalog, platform } from './state.ts';
import { Table } from './table.tsx';
import { Button, Requests, Result, RunLine } from './ui.tsx';

const done = signal<ReadonlySet<string>>(new Set());

interface Scene {
  key: string;
  label: string;
  act: () => Promise<unknown>;
}

const rowAt = (index: number) => rows.value[index]?.id ?? '';

/** The story in six presses; each does with the table what anybody can do by hand. */
const scenes: readonly Scene[] = [
  {
    key: 'tier',
    label: 'Change the tier',
    act: async () => {
      const { choices } = playOf();
      const row = rowOf(rowAt(0));
      const options = choices.Tier ?? [];
      const at = options.findIndex(({ value }) => value === row?.cells.Tier);
      const next = options[(at + 1) % options.length];
      if (row && next) await setCell(row.id, 'Tier', next.value);
    },
  },
  { key: 'again', label: 'Send it again', act: () => send(rowAt(0), 'issue') },
  { key: 'type', label: 'Another type', act: () => send(rowAt(1)) },
  {
    key: 'cancel',
    label: 'Cancel a ticket',
    act: async () => {
      const id = rowAt(2);
      if (!rowOf(id)?.passId) await send(id, 'issue');
      await setCell(id, 'Status', playOf().revoked[0] ?? '');
    },
  },
  {
    key: 'link',
    label: 'Open the permanent link',
    act: async () => {
      const row = rowOf(rowAt(0));
      if (!row?.passId) return;
      await showPass(row.id);
      await giveCoupon(row);
      await openLink();
    },
  },
  { key: 'add', label: 'Add a row', act: addRow },
];

async function begin(): Promise<void> {
  if (rows.value.length > 0) return;
  rows.value = playOf().rows.map((cells) => newRow({ ...cells }));
  await send(rowAt(0));
}

const stepNames: Record<Kind, string> = { issue: 'issue', update: 'update', revoke: 'revoke' };

function StepCard() {
  const row = rowOf(selected.value);
  if (!row) return null;
  const kinds: Kind[] = ['issue', 'update', 'revoke'];
  const { key } = playOf().steps[kind.value];
  const listed = catalog.value?.operations.find((one) => one.key === key);
  return (
    <section class={`card step ${platform.value}`} aria-label="The step">
      <header class="step-head">
        <span class="step-badge" aria-hidden="true">
          {platform.value === 'zapier' ? '3' : ''}
        </span>
        <div>
          <h2>{listed?.labels[platform.value]}</h2>
          <p class="soft">
            {platform.value === 'zapier'
              ? 'One step for rows of every type'
              : `The route for ${row.cells.Type} rows`}
          </p>
        </div>
      </header>
      <fieldset class="switch small wide">
        <legend class="hidden">Step</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="step"
              checked={kind.value === one}
              onChange={() => {
                kind.value = one;
              }}
            />
            <span>
              {catalog.value?.operations
                .find(({ key }) => key === playOf().steps[one].key)
                ?.labels[platform.value].split(' ')[0] ?? stepNames[one]}
            </span>
          </label>
        ))}
      </fieldset>
      <StepForm
        step={key}
        values={mappingFor(row, kind.value)}
        row={columnsOf(row)}
        onChange={(values) => remap(row, kind.value, values)}
      />
      <div class="step-foot">
        <Button kind="main" onClick={() => send(row.id, kind.value)}>
          Test step
        </Button>
        <Button onClick={() => send(row.id, kind.value, 2)}>Twice at once</Button>
      </div>
    </section>
  );
}

function After() {
  const shown = last.value;
  const output = catalog.value?.operations.find((one) => one.key === shown?.step)?.output ?? [];
  if (!shown) return null;
  return (
    <section class="after" aria-label="What happened">
      <div class="card">
        <h2>What PassKit was asked, and answered</h2>
        <Requests asked={shown.run.asked} />
        {shown.step && <RunLine run={shown.run} />}
      </div>
      <div class="card">
        <h2>What the next step gets</h2>
        {shown.run.outcomes.length === 0 && <p class="soft">The customer’s own page: no step follows.</p>}
        {shown.run.outcomes.map((outcome, index) => (
          <Result key={index} outcome={outcome} output={output} />
        ))}
      </div>
    </section>
  );
}

export function PlayPage() {
  useEffect(() => {
    void begin();
  }, []);
  const member = pass.value?.permanentLink ? rowOf(selected.value) : undefined;
  return (
    <main class="play">
      <div class="intro">
        <div>
          <h1>A row becomes a pass</h1>
          <p class="lead">
            Edit the table. The step runs, the pass changes on the phone, and the link comes back into the
            row.
          </p>
        </div>
        <ol class="scenes" aria-label="The story">
          {scenes.map(({ key, label, act }, index) => (
            <li key={key} class={done.value.has(key) ? 'done' : ''}>
              <Button
                kind="quiet"
                onClick={async () => {
                  await act();
                  done.value = new Set([...done.value, key]);
                }}
              >
                <i aria-hidden="true">{done.value.has(key) ? '✓' : index + 1}</i>
                {label}
              </Button>
            </li>
          ))}
        </ol>
      </div>
      {platform.value === 'make' && (
        <p class="model">
          This side runs the generated modules in <b>our own model of Make’s engine</b>, written from Make’s
          documentation. It is not Make.
        </p>
      )}
      <div class="stage">
        <div class="left">
          <section class="card table-card" aria-label="The table">
            <header class="table-head">
              <h2>Passes</h2>
              <label class="toggle">
                <input
                  type="checkbox"
                  checked={automatic.value}
                  onChange={(event) => {
                    automatic.value = event.currentTarget.checked;
                  }}
                />
                <span>{platform.value === 'zapier' ? 'Zap' : 'Scenario'} is on: a change sends the row</span>
              </label>
            </header>
            <Table />
          </section>
          <p class="told" role="status">
            {last.value?.title ?? ' '}
          </p>
        </div>
        <StepCard />
        <div class="right">
          <Phone
            pass={pass.value}
            visit={visit.value}
            onTap={() => openLink(true)}
            onBack={() => {
              visit.value = undefined;
            }}
          />
          {member && !visit.value && (
            <div class="phone-buttons">
              <Button onClick={() => giveCoupon(member)}>Give a coupon</Button>
              <Button onClick={() => openLink()}>Open the link</Button>
            </div>
          )}
        </div>
        <After />
      </div>
    </main>
  );
}
