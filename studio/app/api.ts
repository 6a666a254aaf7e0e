// What the page asks its server for.
import type {
  Asked,
  Breakage,
  BreakReport,
  Catalog,
  Form,
  PassView,
  Platform,
  Run,
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

export const api = {
  catalog: () => ask<Catalog>('/api/catalog'),
  breakages: () => ask<Breakage[]>('/api/breakages'),
  form: (request: { platform: Platform; step: string; input: Values; raw: Values }) =>
    ask<Form>('/api/form', request),
  example: (request: { step: string; passType: string }) => ask<Values>('/api/example', request),
  run: (request: RunRequest) => ask<Run>('/api/run', request),
  pass: (request: { passType: string; id: string }) => ask<PassView | null>('/api/pass', request),
  visit: (request: { link: string; tap: boolean }) =>
    ask<{ visit: Visit; asked: Asked[]; ms: number }>('/api/visit', request),
  tryBreakage: (request: { platform: Platform; key: string }) => ask<BreakReport>('/api/break', request),
};
