// Break it: everything that goes wrong, one press each; the words that users read, and what is true afterwards.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Breakage, BreakReport } from '../types.ts';
import { api } from './api.ts';
import { platform, platformNames } from './state.ts';
import { Button, Requests } from './ui.tsx';

const list = signal<readonly Breakage[]>([]);
const reports = signal<Record<string, BreakReport>>({});

const keyOf = ({ key, ofPage }: Breakage) => (ofPage ? key : `${platform.value}/${key}`);

async function attempt(breakage: Breakage): Promise<void> {
  const report = await api.tryBreakage({ platform: platform.value, key: breakage.key });
  reports.value = { ...reports.value, [keyOf(breakage)]: report };
}

function Report({ report }: { report: BreakReport }) {
  return (
    <div class="report">
      <ol class="told-steps">
        {report.steps.map(({ what, kind, says }, index) => (
          <li key={index}>
            <span class="soft">{what}</span>
            <p class={kind === '' || kind === 'Page' ? 'says' : 'says problem'}>
              {kind && <b>{kind}</b>} {says}
            </p>
          </li>
        ))}
      </ol>
      <ul class="facts">
        {report.facts.map(({ text, good }) => (
          <li key={text} class={good ? 'good' : 'bad'}>
            <i aria-hidden="true">{good ? '✓' : '✗'}</i>
            {text}
            <span class="hidden">{good ? ' (holds)' : ' (does not hold)'}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>
          {report.asked.length} {report.asked.length === 1 ? 'request' : 'requests'} · {Math.round(report.ms)}{' '}
          ms
        </summary>
        <Requests asked={report.asked} />
      </details>
    </div>
  );
}

export function BreakPage() {
  useEffect(() => {
    void api.breakages().then((found) => {
      list.value = found;
    });
  }, []);
  return (
    <main class="break">
      <div class="intro">
        <div>
          <h1>Break it</h1>
          <p class="lead">
            PassKit is slow, down, or loses an answer; machines open links; two people tap at once. Nothing is
            issued or redeemed twice. See what your users would read on {platformNames[platform.value]}.
          </p>
        </div>
        <Button
          kind="main"
          onClick={async () => {
            for (const breakage of list.value) await attempt(breakage);
          }}
        >
          Break everything
        </Button>
      </div>
      {platform.value === 'make' && (
        <p class="model">
          This side runs the generated modules in <b>our own model of Make’s engine</b>. It is not Make.
        </p>
      )}
      <div class="breakages">
        {list.value.map((breakage) => {
          const report = reports.value[keyOf(breakage)];
          return (
            <section class="card" key={breakage.key} aria-label={breakage.title}>
              <header>
                <div>
                  <h2>{breakage.title}</h2>
                  <p class="soft">{breakage.text}</p>
                </div>
                <Button onClick={() => attempt(breakage)}>
                  {report ? 'Again' : 'Try it'}
                  <span class="hidden">: {breakage.title}</span>
                </Button>
              </header>
              <div aria-live="polite">{report && <Report report={report} />}</div>
            </section>
          );
        })}
      </div>
    </main>
  );
}
