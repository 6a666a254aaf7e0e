// Every operation: its form on either platform, its sample, a run, and what PassKit was asked. Each has its own address.
import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { FormField, Listed, PassView, Run, Values } from '../types.ts';
import { api } from './api.ts';
import { resolved, StepForm } from './form.tsx';
import { Phone } from './phone.tsx';
import { catalog, platform, platformNames } from './state.ts';
import { Bundle, Button, Requests, Result, RunLine } from './ui.tsx';

const search = signal('');

const matching = () => {
  const words = search.value.toLowerCase().trim();
  return (catalog.value?.operations ?? []).filter(
    ({ labels, key, description }) =>
      words === '' ||
      [labels.zapier, labels.make, key, description].some((text) => text.toLowerCase().includes(words)),
  );
};

function List({ chosen }: { chosen: string }) {
  const found = matching();
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <nav class="card operation-list" aria-label="Operations">
      <input
        type="search"
        placeholder="Find an operation"
        aria-label="Find an operation"
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
        }}
      />
      {groups.map((group) => (
        <div key={group}>
          <h3>{group}</h3>
          <ul>
            {found
              .filter((one) => one.group === group)
              .map((one) => (
                <li key={one.key}>
                  <a
                    href={`/operations/${one.key}?platform=${platform.value}`}
                    aria-current={one.key === chosen ? 'page' : undefined}
                  >
                    {one.labels[platform.value]}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {found.length === 0 && <p class="soft">Nothing of that name.</p>}
    </nav>
  );
}

const words: Record<Listed['kind'], string> = { create: 'Action', search: 'Search', trigger: 'Trigger' };

function Operation({ listed }: { listed: Listed }) {
  const [values, setValues] = useState<Values>({});
  const [run, setRun] = useState<Run | undefined>();
  const [pass, setPass] = useState<PassView | undefined>();
  const results = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState<readonly FormField[]>([]);

  const fill = async (passType?: unknown) => {
    setRun(undefined);
    const asked = new URLSearchParams(location.search).get('passType') ?? '';
    setValues(await api.example({ step: listed.key, passType: String(passType ?? asked) }));
  };
  useEffect(() => {
    setPass(undefined);
    void fill();
  }, [listed.key, platform.value]);

  const change = (next: Values) => {
    // Another type is another form: its example comes with it.
    if (next.passType !== values.passType && next.passType) void fill(next.passType);
    else setValues(next);
  };
  const start = async () => {
    const keys = new Set(fields.map(({ key }) => key));
    const input = Object.fromEntries(Object.entries(resolved(values)).filter(([key]) => keys.has(key)));
    const asked = { platform: platform.value, step: listed.key, input };
    const done = await (listed.runs ? api.run(asked) : api.hear(asked));
    setRun(done);
    results.current?.scrollIntoView({ block: 'nearest' });
    const [first] = done.outcomes;
    const bundle = first && 'bundles' in first ? first.bundles[0] : undefined;
    if (bundle?.passType && bundle.id)
      setPass((await api.pass({ passType: String(bundle.passType), id: String(bundle.id) })) ?? undefined);
  };
  return (
    <>
      <header class="operation-head">
        <p class="kind">
          {words[listed.kind]} · <code>{platform.value === 'zapier' ? listed.key : listed.module}</code>
        </p>
        <h1>{listed.labels[platform.value]}</h1>
        <p class="lead">{listed.description}</p>
      </header>
      <div class="operation-body">
        <section class={`card step ${platform.value}`} aria-label="Form">
          <header class="table-head">
            <h2>The form on {platformNames[platform.value]}</h2>
            <Button kind="quiet" onClick={() => fill(values.passType)}>
              Example
            </Button>
          </header>
          {platform.value === 'make' && listed.onMake && <p class="note">On Make instead: {listed.onMake}</p>}
          <StepForm step={listed.key} values={values} onChange={change} onFields={setFields} />
          {!listed.runs && (
            <p class="soft small">
              It waits to be told. Let the event happen to a pass here, and see what it is told.
            </p>
          )}
          <div class="step-foot">
            <Button kind="main" onClick={start}>
              {listed.runs ? 'Run it' : 'Let it happen'}
            </Button>
          </div>
        </section>
        <div class="operation-result" ref={results}>
          {run && (
            <>
              <section class="card" aria-label="Result">
                <h2>Result</h2>
                {run.outcomes.map((outcome, index) => (
                  <Result key={index} outcome={outcome} output={listed.output} />
                ))}
                <RunLine run={run} />
              </section>
              <section class="card" aria-label="Requests">
                <h2>What PassKit was asked, and answered</h2>
                <Requests asked={run.asked} />
              </section>
            </>
          )}
          <section class="card" aria-label="Sample">
            <h2>Sample</h2>
            <p class="soft">What the editor shows before the first run.</p>
            <Bundle bundle={listed.sample} output={listed.output} />
          </section>
        </div>
        {pass && (
          <Phone pass={pass} visit={undefined} onTap={async () => undefined} onBack={() => undefined} />
        )}
      </div>
      {platform.value === 'make' && (
        <p class="model">
          A run here goes through <b>our own model of Make’s engine</b>. It is not Make.
        </p>
      )}
    </>
  );
}

export function OperationsPage() {
  const { params } = useRoute();
  const { query } = useLocation();
  useEffect(() => {
    if (query.platform === 'make' || query.platform === 'zapier') platform.value = query.platform;
  }, [query.platform]);
  const all = catalog.value?.operations ?? [];
  const listed = params.key ? all.find(({ key }) => key === params.key) : all[0];
  return (
    <main class="operations">
      <List chosen={listed?.key ?? ''} />
      <div class="operation">
        {listed ? (
          <Operation key={listed.key} listed={listed} />
        ) : (
          <>
            <h1>There is no {params.key}</h1>
            <p>Choose an operation from the list.</p>
          </>
        )}
      </div>
    </main>
  );
}
