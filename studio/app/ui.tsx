// Small parts that every page of the studio is made of.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Asked, OutputEntry, Run, RunResult } from '../types.ts';
import { platform } from './state.ts';

interface ButtonProps {
  children: ComponentChildren;
  onClick: () => unknown;
  kind?: 'main' | 'plain' | 'quiet';
  disabled?: boolean;
  title?: string;
  label?: string;
}

/** A button that waits for what it started. */
export function Button({ children, onClick, kind = 'plain', disabled = false, title, label }: ButtonProps) {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await onClick();
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      class={`button ${kind}`}
      disabled={disabled}
      aria-busy={busy}
      onClick={click}
      title={title}
      aria-label={label}
    >
      {children}
    </button>
  );
}

/** JSON in colours that stay readable, keys apart from values. */
export function Json({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? '';
  const parts = text.split(/("(?:[^"\\]|\\.)*"(?:\s*:)?)/g);
  return (
    <pre class="json" tabindex={0}>
      {parts.map((part, index) => {
        const kind = !part.startsWith('"') ? '' : part.endsWith(':') ? 'name' : 'text';
        return kind ? (
          <span key={index} class={kind}>
            {part}
          </span>
        ) : (
          part
        );
      })}
    </pre>
  );
}

const statusKind = (status: number) => (status === 0 ? 'lost' : status < 400 ? 'good' : 'bad');

/** What PassKit was asked and answered, line by line; each opens. */
export function Requests({ asked }: { asked: readonly Asked[] }) {
  if (asked.length === 0) return <p class="soft">Nothing was asked.</p>;
  return (
    <ol class="requests">
      {asked.map(({ method, path, status, ms, body, answer }, index) => (
        <li key={index}>
          <details>
            <summary>
              <span class={`method ${method.toLowerCase()}`}>{method}</span>
              <code class="path">{path}</code>
              <span class={`status ${statusKind(status)}`}>{status === 0 ? 'no answer' : status}</span>
              <span class="soft ms">{ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms</span>
            </summary>
            <div class="exchange">
              <div>
                <h3>Asked</h3>
                {body === undefined ? <p class="soft">No body</p> : <Json value={body} />}
              </div>
              <div>
                <h3>Answered</h3>
                {status === 0 ? (
                  <p class="soft">The connection broke before the answer arrived.</p>
                ) : (
                  <Json value={answer} />
                )}
              </div>
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** How a run ended: the bundle that the next step gets, or what the user reads. */
export function Result({ outcome, output }: { outcome: RunResult; output: readonly OutputEntry[] }) {
  if ('problem' in outcome) {
    const { kind, message } = outcome.problem;
    return (
      <div class="problem" role="alert">
        <b>{kind}</b>
        <p>{message}</p>
      </div>
    );
  }
  if (outcome.bundles.length === 0) return <p class="soft">Nothing was found, so no step follows.</p>;
  return (
    <>
      {outcome.bundles.map((bundle, index) => (
        <Bundle key={index} bundle={bundle} output={output} />
      ))}
    </>
  );
}

export function Bundle({
  bundle,
  output,
}: {
  bundle: Record<string, unknown>;
  output: readonly OutputEntry[];
}) {
  const [all, setAll] = useState(false);
  const labels = new Map(output.map(({ key, label }) => [key, label]));
  const filled = Object.entries(bundle).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  // What happened comes first: it is what one looks for.
  const first = filled.toSorted(([a], [b]) => Number(b === 'outcome') - Number(a === 'outcome'));
  const shown = all ? first : first.slice(0, 8);
  return (
    <div class="bundle">
      <dl>
        {shown.map(([key, value]) => (
          <div key={key}>
            <dt>{labels.get(key) ?? key}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
      </dl>
      {first.length > shown.length && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          All {first.length} values
        </Button>
      )}
    </div>
  );
}

function Value({ value }: { value: unknown }) {
  if (typeof value === 'object') return <code>{JSON.stringify(value)}</code>;
  const text = String(value);
  // What the model of Make calls a pass page is one of PassKit’s own; only those of this machine can be opened.
  if (!text.startsWith('http://127.0.0.1')) return text;
  return (
    <a href={text} target="_blank" rel="noreferrer">
      {text.replace(/^https?:\/\//, '')}
    </a>
  );
}

/** Where a run was made, and how long it took. */
export function RunLine({ run }: { run: Run }) {
  return (
    <p class="runline soft">
      {run.asked.length} {run.asked.length === 1 ? 'request' : 'requests'} · {Math.round(run.ms)} ms ·{' '}
      {platform.value === 'zapier'
        ? 'the real app, in zapier-platform-core'
        : 'the generated module, in our model of Make’s engine'}
    </p>
  );
}
