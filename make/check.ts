// The rules of a Make app that Make's schemas do not cover: what would fail on deployment, or at review.
import * as z from 'zod';
import { checkModule, codeFiles, component, requests } from './checkModule.ts';
import { longestExpression, tooLong } from './compile.ts';

/** The files of an app by their path, as JSON text or Markdown. */
export type AppFiles = Readonly<Record<string, string>>;

/** Reads a template with {{…}}; throws when it is not valid IML. */
export type ParseTemplate = (template: string) => unknown;

const manifest = z.object({
  generalCodeFiles: codeFiles,
  components: z.object({
    connection: z.record(z.string(), component),
    module: z.record(z.string(), component),
    rpc: z.record(z.string(), component),
    webhook: z.record(z.string(), component),
  }),
});

/** What is wrong with the app, a sentence each; empty when nothing is. */
export function checkApp(files: AppFiles, parseTemplate: ParseTemplate): string[] {
  const app = manifest.parse(JSON.parse(files['makecomapp.json'] ?? '{}'));
  const { connection, module, rpc, webhook } = app.components;
  const json = (path: string | null | undefined): unknown => JSON.parse((path && files[path]) || 'null');
  const all = [
    ...Object.entries(connection),
    ...Object.entries(module),
    ...Object.entries(rpc),
    ...Object.entries(webhook),
  ];
  const lost = checkFiles(files, [app.generalCodeFiles, ...all.map(([, part]) => part.codeFiles)]);
  if (lost.length > 0) return lost;
  return [
    ...Object.entries(files).flatMap(([path, text]) => checkText(path, text, parseTemplate)),
    ...all.flatMap(([name, part]) =>
      part.connection && !connection[part.connection]
        ? [`${name} uses the connection ${part.connection}, which is not there.`]
        : [],
    ),
    ...Object.entries({ ...module, ...rpc }).flatMap(([name]) =>
      /^[a-zA-Z][0-9a-zA-Z]{2,47}$/.test(name) ? [] : [`${name} is not a name Make takes.`],
    ),
    ...rpcReferences(files).flatMap(([path, name]) =>
      rpc[name] ? [] : [`${path} asks rpc://${name}, which is not there.`],
    ),
    ...checkGroups(json(app.generalCodeFiles.groups), Object.keys(module)),
    ...Object.entries(module).flatMap(([name, part]) => checkModule(name, part, webhook, json)),
    ...Object.values(connection).flatMap(({ codeFiles: { communication } }) =>
      checkWhole('The connection', json(communication)),
    ),
    ...Object.values(webhook).flatMap(({ codeFiles: { attach, detach } }) => [
      ...checkWhole('Attaching the webhook', json(attach)),
      ...checkWhole('Detaching the webhook', json(detach)),
    ]),
    ...checkSanitized('The base', json(app.generalCodeFiles.base)),
    ...(module.makeApiCall?.label === 'Make an API call' &&
    module.makeApiCall.description === 'Performs an arbitrary authorized API call.'
      ? []
      : ['The universal module makeApiCall must have Make’s own label and description.']),
  ];
}

function checkFiles(files: AppFiles, named: Record<string, string | null>[]): string[] {
  const wanted = new Set(named.flatMap((paths) => Object.values(paths)).filter((path) => path !== null));
  const there = new Set(Object.keys(files).filter((path) => path !== 'makecomapp.json'));
  return [
    ...[...wanted].filter((path) => !there.has(path)).map((path) => `${path} is missing.`),
    ...[...there].filter((path) => !wanted.has(path)).map((path) => `${path} belongs to no component.`),
  ];
}

const limits: Record<string, number> = { url: 512, container: 512, message: 1024 };

/** IML, lengths and secrets in one file. */
function checkText(path: string, text: string, parseTemplate: ParseTemplate): string[] {
  const secret = /eyJ[\w-]{20,}\.|[A-Za-z0-9+/]{60,}/.test(text)
    ? [`${path} holds what looks like a secret.`]
    : [];
  if (!path.endsWith('.json')) return secret;
  const problems: string[] = [];
  JSON.parse(text, (key, value) => {
    if (typeof value !== 'string') return value;
    const limit = limits[key];
    if (limit && value.length > limit) problems.push(`${path}: ${key} is longer than ${limit} characters.`);
    if (tooLong(value).length > 0)
      problems.push(`${path}: ${key} has an expression of more than ${longestExpression} characters.`);
    if (value === '' && key === 'help') problems.push(`${path}: a help text is empty.`);
    try {
      parseTemplate(value);
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : error}`);
    }
    return value;
  });
  return [...secret, ...problems];
}

const rpcReferences = (files: AppFiles): [string, string][] =>
  Object.entries(files).flatMap(([path, text]) =>
    [...text.matchAll(/"rpc:\/\/(\w*)/g)].map(([, name = '']): [string, string] => [path, name]),
  );

function checkGroups(value: unknown, modules: string[]): string[] {
  const groups = z.array(z.object({ label: z.string(), modules: z.array(z.string()) })).parse(value);
  const grouped = groups.flatMap((group) => group.modules);
  return [...new Set([...modules, ...grouped])].flatMap((name) => {
    if (!modules.includes(name)) return [`A group names ${name}, which is not there.`];
    const times = grouped.filter((other) => other === name).length;
    return times === 1 ? [] : [`${name} stands in ${times} groups instead of one.`];
  });
}

/** What inherits nothing from the base must name whole addresses, and keep its own credentials secret. */
function checkWhole(what: string, communication: unknown): string[] {
  return requests
    .parse(communication)
    .flatMap((request) => [
      ...(String(request.url).startsWith('https://') ? [] : [`${what} must name a whole address.`]),
      ...checkSanitized(what, request),
    ]);
}

function checkSanitized(what: string, communication: unknown): string[] {
  const log = z.looseObject({ log: z.object({ sanitize: z.array(z.string()) }) }).safeParse(communication);
  const sanitized = log.success && log.data.log.sanitize.includes('request.headers.authorization');
  return sanitized ? [] : [`${what} must keep the authorization header out of the log.`];
}
