// What the stand-in keeps of an account: apps and their parts, each with its sections as text.

/** An error answer of Make. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Part {
  name: string;
  /** What lists and PATCH know of it. */
  metadata: Record<string, unknown>;
  sections: Record<string, string>;
}

export const kinds = ['connections', 'rpcs', 'webhooks', 'modules'] as const;
export type PartKind = (typeof kinds)[number];

export interface App extends Record<PartKind, Part[]> {
  name: string;
  version: number;
  metadata: Record<string, unknown>;
  /** Base and groups. */
  sections: Record<string, string>;
  readme: string;
  icon: Buffer | null;
}

export interface Account {
  apps: App[];
  /** How many have been created: it is in their names, and when each was. */
  created: number;
}

export const emptyAccount = (): Account => ({ apps: [], created: 0 });

export const newApp = (name: string, metadata: Record<string, unknown>): App => ({
  name,
  version: 1,
  metadata,
  sections: { base: '{\n  // Make fills in an example.\n}', groups: '[]' },
  readme: '',
  icon: null,
  connections: [],
  rpcs: [],
  webhooks: [],
  modules: [],
});

/** The sections that each kind has. Modules have those of their type. */
export const sectionsOf: Record<Exclude<PartKind, 'modules'>, string[]> = {
  connections: ['api', 'parameters', 'scopes', 'scope', 'install', 'installSpec'],
  rpcs: ['api', 'parameters'],
  webhooks: ['api', 'parameters', 'attach', 'detach', 'scope', 'update'],
};

const common = ['api', 'parameters', 'expect', 'interface', 'samples', 'scope'];
export const sectionsOfType: Record<number, string[]> = {
  1: ['api', 'epoch', 'parameters', 'interface', 'samples', 'scope'],
  4: common,
  9: common,
  10: ['api', 'parameters', 'interface', 'samples'],
  11: ['api', 'parameters', 'expect'],
  12: common,
};

/** The sections of a new part. Make fills them with an example unless it is told not to. */
export const newSections = (names: string[], content: string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, content]));

/** Finds something, or answers like Make when it is not there. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal(404, 'Not found.');
  return value;
}
