// Connections, RPCs, webhooks and modules: how the stand-in lists, creates and changes them.
import {
  type App,
  found,
  newSections,
  type Part,
  type PartKind,
  Refusal,
  sectionsOf,
  sectionsOfType,
} from './account.ts';
import { bodyOf, creations, sectionText, updates } from './bodies.ts';
import type { Received } from './received.ts';

export interface Answer {
  type: string;
  content: string | Buffer;
}

export const json = (value: unknown): Answer => ({
  type: 'application/json; charset=utf-8',
  content: JSON.stringify(value),
});
export const done = json({ changed: true });

/** A part or app as Make shows it in JSON. */
export const shown = ({ name, metadata }: { name: string; metadata: Record<string, unknown> }) => ({
  name,
  ...metadata,
});

/** `appConnections` and `appConnection`, `appRpcs` and `appRpc`, and so on. */
const keyOf = (kind: PartKind): string => `app${kind[0]?.toUpperCase()}${kind.slice(1)}`;

function checkReferences(app: App, metadata: Record<string, unknown>): void {
  const names = { connection: app.connections, altConnection: app.connections, webhook: app.webhooks };
  for (const [key, parts] of Object.entries(names)) {
    const name = metadata[key] ?? null;
    if (name !== null && !parts.some((part) => part.name === name))
      throw new Refusal(400, `No ${key} ${name}.`);
  }
  if (metadata.typeId === 10 && !metadata.webhook)
    throw new Refusal(400, 'An instant trigger needs a webhook.');
}

/** Make names connections and webhooks itself. */
function createPart(app: App, kind: PartKind, request: Received): Part {
  const body = bodyOf<Record<string, unknown>>(request, creations[kind]);
  const { name, moduleInitMode, subtype, ...metadata } = body;
  checkReferences(app, metadata);
  if ((metadata.typeId === 12) !== (subtype !== undefined))
    throw new Refusal(400, 'subtype and typeId disagree.');
  const parts = app[kind];
  if (parts.some((part) => part.name === name)) throw new Refusal(400, 'The name is taken.');
  const ownName = `${app.name}${parts.length > 0 ? parts.length + 1 : ''}`;
  const sections = kind === 'modules' ? (sectionsOfType[Number(metadata.typeId)] ?? []) : sectionsOf[kind];
  const part = {
    name: typeof name === 'string' ? name : ownName,
    metadata: kind === 'modules' ? { ...metadata, public: false } : metadata,
    sections: newSections(
      sections,
      moduleInitMode === 'blank' ? 'null' : '{\n  // Make fills in an example.\n}',
    ),
  };
  parts.push(part);
  return part;
}

/** Answers what is asked of all parts of a kind. */
export function answerList(app: App, kind: PartKind, request: Received): Answer {
  if (request.method === 'GET') return json({ [keyOf(kind)]: app[kind].map(shown) });
  if (request.method !== 'POST') throw new Refusal(405, 'Method not allowed.');
  const created = shown(createPart(app, kind, request));
  // Make's published answer for a webhook has no name.
  return json({
    [keyOf(kind).slice(0, -1)]: kind === 'webhooks' ? { ...created, name: undefined } : created,
  });
}

/** Answers what is asked of one part or one of its sections. */
export function answerPart(
  app: App,
  kind: PartKind,
  part: Part,
  section: string | undefined,
  request: Received,
): Answer {
  const { method } = request;
  if (method === 'PATCH' && section === undefined) {
    const metadata = bodyOf<Record<string, unknown>>(request, updates[kind]);
    checkReferences(app, metadata);
    Object.assign(part.metadata, metadata);
    return json({ [keyOf(kind).slice(0, -1)]: shown(part) });
  }
  if (method === 'POST' && kind === 'modules' && section === 'public') {
    part.metadata.public = true;
    return done;
  }
  const content = found(part.sections[section ?? '']);
  if (method === 'GET') return { type: 'application/jsonc; charset=utf-8', content };
  if (method !== 'PUT') throw new Refusal(405, 'Method not allowed.');
  part.sections[section ?? ''] = sectionText(request);
  return done;
}
