// The page of the studio: its head, and the page for the address.
import '@fontsource-variable/inter/wght.css';
import './style.css';
import { render } from 'preact';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { api } from './api.ts';
import { BreakPage } from './break.tsx';
import { OperationsPage } from './operations.tsx';
import { PackPage } from './pack.tsx';
import { PlayPage } from './play.tsx';
import { catalog, mishap, platform, platformNames } from './state.ts';

const pages = [
  { path: '/', label: 'Play' },
  { path: '/break', label: 'Break it' },
  { path: '/operations', label: 'Every operation' },
  { path: '/pack', label: 'Pack builder' },
];

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <rect x="3" y="4" width="20" height="25" rx="5" class="mark-back" />
      <rect x="9" y="2" width="20" height="25" rx="5" class="mark-front" />
      <rect x="13" y="7" width="12" height="3" rx="1.5" fill="#fff" />
      <rect x="13" y="13" width="8" height="3" rx="1.5" fill="#fff" opacity=".65" />
    </svg>
  );
}

function Head() {
  const { path } = useLocation();
  const at = (page: string) => (page === '/' ? path === '/' : path.startsWith(page));
  return (
    <header class="head">
      <a class="brand" href="/">
        <Mark />
        <span>
          <b>The studio</b>
          <small>PassKit for Zapier and Make</small>
        </span>
      </a>
      <nav aria-label="Pages">
        {pages.map((page) => (
          <a key={page.path} href={page.path} aria-current={at(page.path) ? 'page' : undefined}>
            {page.label}
          </a>
        ))}
      </nav>
      <PlatformSwitch />
    </header>
  );
}

function PlatformSwitch() {
  const names = ['zapier', 'make'] as const;
  return (
    <fieldset class={`switch ${platform.value}`}>
      <legend class="hidden">Platform</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="platform"
            value={name}
            checked={platform.value === name}
            onChange={() => {
              platform.value = name;
            }}
          />
          <span>{platformNames[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function NotFound() {
  return (
    <main>
      <h1>There is no such page</h1>
      <p>
        Go to <a href="/">the table</a>.
      </p>
    </main>
  );
}

function Studio() {
  return (
    <LocationProvider>
      <Head />
      {mishap.value && (
        <p class="problem mishap" role="alert">
          {mishap.value} Is the studio still running? Start it again with <code>npm start</code>, and load
          this page anew.
        </p>
      )}
      {catalog.value ? (
        <ErrorBoundary>
          <Router>
            <Route path="/" component={PlayPage} />
            <Route path="/break" component={BreakPage} />
            <Route path="/operations" component={OperationsPage} />
            <Route path="/operations/:key" component={OperationsPage} />
            <Route path="/pack" component={PackPage} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      ) : (
        <main aria-busy="true">
          <p class="soft">Opening…</p>
        </main>
      )}
      <footer class="foot">
        Everything here runs on this machine, on an embedded PassKit: a model built from PassKit’s published
        API descriptors. This project is not made or endorsed by PassKit, Zapier or Make.
      </footer>
    </LocationProvider>
  );
}

const root = document.getElementById('studio');
if (root) render(<Studio />, root);
catalog.value = await api.catalog();
