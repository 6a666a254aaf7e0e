// The settings of a client's pack as they are typed, and what the studio says of them.
import { signal } from '@preact/signals';
import type { PackPreview, Projects, SettingField, Values } from '../types.ts';
import { api } from './api.ts';

export const fields = signal<readonly SettingField[]>([]);
/** By name; parts of a setting as `coda.docId`. */
export const typed = signal<Record<string, string>>({
  client: 'Demo Coffee',
  language: 'en',
  color: '#0b5323',
});
export const preview = signal<Exclude<PackPreview, { problems: unknown }> | undefined>(undefined);
export const problems = signal<Record<string, string>>({});
export const trouble = signal('');

/** The credentials of the client: here while the page is open, and nowhere else. */
export const credentials = signal<Record<string, string>>({});
export const projects = signal<Projects | undefined>(undefined);

/** The settings as their file has them; what is blank is left out. */
export function settingsOf(values: Record<string, string>): Values {
  const settings: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (value.trim() === '') continue;
    const [first = '', part] = name.split('.', 2);
    if (fields.value.some((field) => field.name === name && field.several)) settings[name] = value.split(',');
    else if (part === undefined) settings[first] = value.trim();
    else settings[first] = { ...Object(settings[first]), [part]: value.trim() };
  }
  return settings;
}

/** A file of settings as the form has them. */
export function typedOf(settings: unknown): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(Object(settings))) {
    if (Array.isArray(value)) flat[name] = value.join(',');
    else if (typeof value === 'object' && value !== null)
      for (const [part, one] of Object.entries(value)) flat[`${name}.${part}`] = String(one);
    else flat[name] = String(value);
  }
  return flat;
}

let asked = 0;

/** Looks at the settings; an answer that a later one has overtaken is dropped. */
export async function look(): Promise<void> {
  const turn = ++asked;
  try {
    const found = await api.preview(settingsOf(typed.value));
    if (turn !== asked) return;
    trouble.value = '';
    problems.value = 'problems' in found ? found.problems : {};
    if (!('problems' in found)) preview.value = found;
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : String(error);
  }
}

export function set(name: string, value: string): void {
  typed.value = { ...typed.value, [name]: value };
  void look();
  // What is in a project depends on the project.
  if (projects.value?.lists.some(({ key }) => key === name)) void list();
}

/** A setting, where it is filled in. */
const pick = (name: string) => (typed.value[name] ? { [name]: typed.value[name] } : {});

/** Lists the projects of the account behind the credentials. */
export async function list(): Promise<void> {
  try {
    const chosen = Object.fromEntries(Object.entries(typed.value).filter(([, value]) => value !== ''));
    projects.value = await api.projects({ region: 'pub1', ...pick('region'), ...credentials.value, chosen });
    trouble.value = '';
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : String(error);
  }
}
