// What the page asks its server for.
import type {
  Asked,
  Breakage,
  BreakReport,
  Catalog,
  Form,
  PackPreview,
  PassView,
  Platform,
  Projects,
  Run,
  SettingField,
  Values,
  Visit,
} from '../types.ts';

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const answer = await fetch(
    path,
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  );
  const data = await answer.json();
  if (!answer.ok) throw new Error(data?.error ?? `The studio answered ${answer.status}.`);
  return data;
}

export interface RunRequest {
  platform: Platform;
  step: string;
  input: Values;
  times?: number;
  together?: boolean;
}

/** Asks for a file, and has the browser save it. */
async function save(path: string, body: unknown, name: string): Promise<void> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.json())?.error ?? `The studio answered ${answer.status}.`);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const api = {
  catalog: () => ask<Catalog>('/api/catalog'),
  breakages: () => ask<Breakage[]>('/api/breakages'),
  form: (request: { platform: Platform; step: string; input: Values; raw: Values }) =>
    ask<Form>('/api/form', request),
  example: (request: { step: string; passType: string }) => ask<Values>('/api/example', request),
  run: (request: RunRequest) => ask<Run>('/api/run', request),
  hear: (request: RunRequest) => ask<Run>('/api/hear', request),
  pass: (request: { passType: string; id: string }) => ask<PassView | null>('/api/pass', request),
  visit: (request: { link: string; tap: boolean }) =>
    ask<{ visit: Visit; asked: Asked[]; ms: number }>('/api/visit', request),
  settingFields: () => ask<SettingField[]>('/api/pack'),
  preview: (settings: Values) => ask<PackPreview>('/api/pack/preview', settings),
  projects: (request: Values) => ask<Projects>('/api/pack/projects', request),
  saveZip: (settings: Values, name: string) => save('/api/pack/zip', settings, name),
  tryBreakage: (request: { platform: Platform; key: string }) => ask<BreakReport>('/api/break', request),
};
