// The requests that the stand-in takes: the app itself here, its parts in parts.ts.
import { type Account, type App, found, kinds, newApp, Refusal } from './account.ts';
import { appCreation, appUpdate, bodyOf, sectionText, textOf } from './bodies.ts';
import { type Answer, answerList, answerPart, done, json, shown } from './parts.ts';
import type { Received } from './received.ts';

function putIcon(app: App, { contentType, body }: Received): Answer {
  const isPng = contentType === 'image/png' && body.subarray(1, 4).toString('latin1') === 'PNG';
  if (!isPng || body.readUInt32BE(16) !== 512 || body.readUInt32BE(20) !== 512 || body.length > 100_000) {
    throw new Refusal(400, 'The icon has to be a PNG of 512 by 512 pixels and at most 100 kB.');
  }
  app.icon = body;
  return done;
}

function answerApp(account: Account, app: App, rest: string, request: Received): Answer {
  const { method } = request;
  switch (`${method} ${rest}`) {
    case 'PATCH ':
      Object.assign(app.metadata, bodyOf(request, appUpdate));
      return json({ app: shown(app) });
    case 'DELETE ':
      account.apps = account.apps.filter((other) => other !== app);
      return done;
    case 'GET base':
    case 'GET groups':
      return { type: 'application/jsonc; charset=utf-8', content: found(app.sections[rest]) };
    case 'PUT base':
    case 'PUT groups':
      app.sections[rest] = sectionText(request);
      return done;
    case 'GET readme':
      return { type: 'text/markdown; charset=utf-8', content: app.readme };
    case 'PUT readme':
      app.readme = textOf(request, 'text/markdown');
      return done;
    case 'GET icon/512':
      return { type: 'image/png', content: found(app.icon ?? undefined) };
    case 'PUT icon':
      return putIcon(app, request);
    default:
      throw new Refusal(404, 'Not found.');
  }
}

function answerApps(account: Account, request: Received): Answer {
  if (request.method === 'GET')
    return json({ apps: account.apps.map((app) => ({ version: app.version, ...shown(app) })) });
  const { name, ...metadata } = bodyOf(request, appCreation);
  const nth = ++account.created;
  const created = new Date(Date.UTC(2026, 0, nth)).toISOString();
  const app = newApp(`${name}-ab${nth}cd`, { ...metadata, public: false, approved: false, created });
  account.apps.push(app);
  return json({ app: { version: app.version, ...shown(app) } });
}

/** Answers a request, whose path is the one behind `/sdk/apps`. */
export function answer(account: Account, request: Received): Answer {
  const [first = '', ...rest] = request.path.split('/').slice(1);
  if (first === '') return answerApps(account, request);
  // Connections and webhooks belong to all versions of an app, and their own paths do not name it.
  if (first === 'connections' || first === 'webhooks') {
    const [name, section] = rest;
    const app = found(account.apps.find((candidate) => candidate[first].some((part) => part.name === name)));
    return answerPart(app, first, found(app[first].find((part) => part.name === name)), section, request);
  }
  const app = found(account.apps.find(({ name }) => name === first));
  const versioned = rest[0] === String(app.version);
  const [area, name, section] = versioned ? rest.slice(1) : rest;
  const kind = kinds.find((candidate) => candidate === area);
  if (!kind) return answerApp(account, found(versioned ? app : undefined), rest.slice(1).join('/'), request);
  if (versioned !== (kind === 'rpcs' || kind === 'modules')) throw new Refusal(404, 'Not found.');
  if (name === undefined) return answerList(app, kind, request);
  return answerPart(app, kind, found(app[kind].find((part) => part.name === name)), section, request);
}
