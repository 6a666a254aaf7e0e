// The pack builder: the settings of a client, what the pack will look like, and the zip.
import { signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { SettingField } from '../types.ts';
import { api } from './api.ts';
import {
  credentials,
  fields,
  list,
  look,
  preview,
  problems,
  projects,
  set,
  settingsOf,
  trouble,
  typed,
  typedOf,
} from './packState.ts';
import { catalog } from './state.ts';
import { Button } from './ui.tsx';

const sections: readonly { title: string; text?: string; names: readonly string[] }[] = [
  {
    title: 'The client',
    names: ['client', 'color', 'logo', 'language', 'timeZone', 'domain', 'offerImage', 'terms'],
  },
  {
    title: 'Their projects',
    text: 'What is left blank is chosen in Make, after the import.',
    names: ['region', 'programId', 'campaignId', 'offerId', 'productionId', 'eventId', 'ticketTypeId'],
  },
  {
    title: 'Their table',
    text: 'The names of their own columns, and what these say.',
    names: ['columns', 'types', 'statuses', 'coda'],
  },
  { title: 'The pack', names: ['recipes'] },
  { title: 'Your apps', names: ['app', 'zapier'] },
];

const labels: Record<string, string> = {
  client: 'Name',
  color: 'Colour',
  timeZone: 'Time zone',
  offerImage: 'Picture of the offer',
  app: 'App on Make',
  'coda.docId': 'Coda doc',
  'coda.tableId': 'Coda table',
  recipes: 'Recipes',
  'types.eventTicket': 'Event ticket',
  'zapier.slug': 'Zapier: slug',
  'zapier.app': 'Zapier: key',
};
const spoken: Record<string, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  pub1: 'Europe (pub1)',
  pub2: 'United States (pub2)',
};

const labelOf = (name: string) => {
  if (name.startsWith('columns.')) return name.slice('columns.'.length);
  const words = (name.split('.').at(-1) ?? name)
    .replace(/Id$/, '')
    .replace(/([A-Z])/g, ' $1')
    .trim();
  return labels[name] ?? words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
};

const named = (names: readonly string[]) =>
  fields.value.filter(({ name }) => names.some((one) => name === one || name.startsWith(`${one}.`)));

const others = () => {
  const known = new Set(named(sections.flatMap(({ names }) => names)));
  return fields.value.filter((field) => !known.has(field));
};

/** Several of some choices: all of them where none is taken. */
function Several({ field: { name, choices } }: { field: SettingField }) {
  const taken = typed.value[name]?.split(',').filter((one) => one !== '') ?? [];
  return (
    <fieldset class="several">
      <legend>{labelOf(name)}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={taken.length === 0 || taken.includes(choice)}
            onChange={() => {
              const before = taken.length === 0 ? choices : taken;
              const after = before.includes(choice)
                ? before.filter((one) => one !== choice)
                : choices.filter((one) => one === choice || before.includes(one));
              set(name, after.length === choices.length ? '' : after.join(','));
            }}
          />
          {preview.value?.titles[choice] ?? choice}
        </label>
      ))}
    </fieldset>
  );
}

function Setting({ field }: { field: SettingField }) {
  const id = useId();
  const { name, what, choices } = field;
  const fallback = preview.value?.words[name] ?? field.fallback;
  const value = typed.value[name] ?? '';
  const listed = projects.value?.lists.find(({ key, items }) => key === name && items.length > 0);
  const options = listed
    ? listed.items.map(({ id: one, name: label }) => ({ value: one, label }))
    : choices.map((one) => ({ value: one, label: spoken[one] ?? one }));
  const problem = problems.value[name] ?? (value && problems.value[name.split('.')[0] ?? '']);
  const { contrast } = preview.value ?? {};
  return (
    <div class="field">
      <label for={id}>{labelOf(name)}</label>
      {name === 'color' ? (
        <div class="colour">
          <input
            type="color"
            aria-label="Pick the colour"
            value={value || fallback}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
          <input
            id={id}
            value={value}
            placeholder={fallback}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
          {contrast && !problem && (
            <span class="contrast" data-ink={contrast.ink}>
              {contrast.ink === '#fff' ? 'White' : 'Black'} on it: {contrast.ratio} to 1
            </span>
          )}
        </div>
      ) : options.length > 0 ? (
        <select id={id} value={value} onChange={(event) => set(name, event.currentTarget.value)}>
          {!choices.length && <option value="">To be chosen in Make</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          placeholder={fallback}
          autoComplete="off"
          aria-invalid={Boolean(problem)}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      )}
      {problem ? (
        <p class="field-problem" id={`${id}-problem`}>
          {labelOf(name)} {problem}.
        </p>
      ) : (
        !name.includes('.') && <p class="help">{what}</p>
      )}
    </div>
  );
}

function Account() {
  const secret = (name: string, label: string) => (
    <label>
      {label}
      <input
        type="password"
        autoComplete="off"
        value={credentials.value[name] ?? ''}
        onChange={(event) => {
          credentials.value = { ...credentials.value, [name]: event.currentTarget.value };
        }}
      />
    </label>
  );
  return (
    <details class="account">
      <summary>List the client’s own projects</summary>
      <p class="soft small">
        The credentials are used for this question alone. They stay in this page while it is open, and go to
        PassKit and nowhere else: not into the pack, not into a file, not into a log.
      </p>
      {secret('apiKey', 'API Key')}
      {secret('apiSecret', 'API Secret')}
      <div class="step-foot">
        <Button kind="main" onClick={list}>
          List the projects
        </Button>
        <Button
          onClick={() => {
            credentials.value = { ...catalog.value?.embedded };
            return list();
          }}
        >
          Those of the embedded PassKit
        </Button>
      </div>
      {projects.value && <p role="status">Account: {projects.value.account}</p>}
      {projects.value?.lists
        .filter(({ key, items }) => items.length > 0 && !fields.value.some(({ name }) => name === key))
        .map(({ key, label, items }) => (
          // What a row says, not a setting.
          <p key={key} class="small">
            {label}: {items.map(({ id, name }) => (id === name ? name : `${name} (${id})`)).join(', ')}
          </p>
        ))}
    </details>
  );
}

const tabs = ['Customers see', 'Scenarios', 'Recipes', 'Files'] as const;
const tab = signal<(typeof tabs)[number]>('Customers see');
const shownRecipe = signal('');

function Preview() {
  const shown = preview.value;
  if (!shown) return <p class="soft">Looking…</p>;
  const recipe = shown.recipes.find(({ name }) => name === shownRecipe.value) ?? shown.recipes[0];
  return (
    <>
      <fieldset class="switch">
        <legend class="hidden">Preview</legend>
        {tabs.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="tab"
              checked={tab.value === name}
              onChange={() => {
                tab.value = name;
              }}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      {tab.value === 'Customers see' && (
        <div class="pages">
          {shown.pages.map(({ label, html }) => (
            <figure key={label}>
              <iframe title={label} sandbox="" srcdoc={html} />
              <figcaption>{label}</figcaption>
            </figure>
          ))}
        </div>
      )}
      {tab.value === 'Scenarios' &&
        shown.scenarios.map(({ name, title, svg, left }) => (
          <figure key={name} class="card diagram">
            <figcaption>
              <b>{title}</b>
              <span class="soft">
                {left.every(({ fields: blank }) => blank.length === 0)
                  ? 'Imports without a choice left'
                  : `Left to choose: ${[...new Set(left.flatMap(({ fields: blank }) => blank))].join(', ')}`}
              </span>
            </figcaption>
            <div class="table-scroll">
              <img alt={`The scenario ${title}`} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />
            </div>
          </figure>
        ))}
      {tab.value === 'Recipes' && (
        <div class="recipe">
          <nav aria-label="Recipes">
            {shown.recipes.map(({ name, title }) => (
              <button
                type="button"
                key={name}
                class="button quiet"
                aria-pressed={recipe?.name === name}
                onClick={() => {
                  shownRecipe.value = name;
                }}
              >
                {title}
              </button>
            ))}
          </nav>
          {recipe && <iframe title={recipe.title} sandbox="" srcdoc={recipe.html} />}
        </div>
      )}
      {tab.value === 'Files' && (
        <ul class="files">
          {shown.files.map((file) => (
            <li key={file}>
              <code>{file}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

async function load(file: File | undefined): Promise<void> {
  if (!file) return;
  try {
    typed.value = typedOf(JSON.parse(await file.text()));
    await look();
  } catch {
    trouble.value = `${file.name} is not a file of settings: it holds no JSON.`;
  }
}

export function PackPage() {
  useEffect(() => {
    void api.settingFields().then((found) => {
      fields.value = found;
    });
    void look();
  }, []);
  const wrong = Object.keys(problems.value).length;
  const rest = others();
  return (
    <main class="pack">
      <div class="intro">
        <div>
          <h1>A pack for a client</h1>
          <p class="lead">
            Blueprints that import as they are, recipes in the client’s language, and the redemption page’s
            settings: one zip. No setting is a secret.
          </p>
        </div>
        <div class="phone-buttons">
          <label class="button">
            Open settings.json
            <input
              class="hidden"
              type="file"
              accept=".json"
              onChange={(event) => load(event.currentTarget.files?.[0])}
            />
          </label>
          <Button
            kind="main"
            disabled={wrong > 0}
            onClick={() => api.saveZip(settingsOf(typed.value), `${typed.value.client ?? 'pack'}.zip`)}
          >
            Download the pack
          </Button>
        </div>
      </div>
      <p role="alert" class={trouble.value ? 'problem' : 'hidden'}>
        {trouble.value}
      </p>
      <div class="pack-body">
        <div class="settings">
          {sections.map(({ title, text, names }) => (
            <section class="card" key={title} aria-label={title}>
              <h2>{title}</h2>
              {text && <p class="soft small">{text}</p>}
              {title === 'Their projects' && <Account />}
              <div class="pairs">
                {named(names).map((field) =>
                  field.several ? (
                    <Several key={field.name} field={field} />
                  ) : (
                    <Setting key={field.name} field={field} />
                  ),
                )}
              </div>
            </section>
          ))}
          {rest.length > 0 && (
            <section class="card" aria-label="More">
              <h2>More</h2>
              {rest.map((field) => (
                <Setting key={field.name} field={field} />
              ))}
            </section>
          )}
        </div>
        <div class="preview" aria-live="polite">
          <Preview />
        </div>
      </div>
    </main>
  );
}
