// What differs between connections, RPCs, webhooks and modules when they are written to Make.
import type { Make } from '@makehq/sdk';
import * as z from 'zod';
import type { DeployedApp } from './app.ts';
import type { Component } from './project.ts';
import { type Kind, moduleTypes, type SectionsOf } from './sections.ts';

/** What the run knows of the app on Make: it grows while parts are created. */
export interface Target {
  app?: DeployedApp;
  /** The names that Make gave, by the ids in the project. */
  connections: Map<string, string>;
  webhooks: Map<string, string>;
}

const remote = z.looseObject({ name: z.string() });
export type Remote = z.infer<typeof remote>;
const listed = z.array(remote).nullish();
const remotes = async (answer: Promise<unknown>): Promise<Remote[]> => listed.parse(await answer) ?? [];
/** Make is not known to answer with the name in every case. */
const created = async (answer: Promise<unknown>): Promise<Remote | undefined> =>
  remote.safeParse(await answer).data;

/** What Make keeps of a component beside its sections. */
export type Metadata = Record<string, string | number | null>;

export interface KindOnMake<K extends Kind> {
  list(): Promise<Remote[]>;
  isSame(component: Component<K>, remote: Remote): boolean;
  /** Keeps the name for those that refer to the component. */
  remember?(component: Component<K>, remote: Remote): void;
  nameOf(component: Component<K>): string;
  metadata(component: Component<K>): Metadata;
  create(make: Make, component: Component<K>): Promise<Remote | undefined>;
  /** The path of a component, for requests that the SDK's types leave out. */
  path(name: string): string;
  read(name: string, section: SectionsOf[K]): Promise<unknown>;
  write(name: string, section: SectionsOf[K], text: string): Promise<unknown>;
  /** Shows it in the scenario builder. */
  makePublic?(name: string): Promise<void>;
}

type Connected = Pick<Component<'rpc'>, 'label' | 'connection' | 'altConnection'>;

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('This part is not on Make yet.');
  return value;
}

/** The id and the version of the app, as the SDK takes them. */
export function appOf({ app }: Target): [string, number] {
  const { app: id, version } = known(app);
  return [id, version];
}

const sameLabel = (component: { label: string }, { label }: Remote): boolean => label === component.label;
const sameName = (component: { id: string }, { name }: Remote): boolean => name === component.id;

/** The four kinds, as they are in the app of the target. */
export function kindsOnMake(make: Make, target: Target): { [K in Kind]: KindOnMake<K> } {
  const { connections, rpcs, webhooks, modules } = make.sdk;
  const id = (): string => appOf(target)[0];
  // No name is empty on Make: a part that this run has still to create counts as a difference.
  const nameIn = (names: Map<string, string>, local: string | null): string | null =>
    local === null ? null : (names.get(local) ?? '');

  const connected = ({ label, connection, altConnection }: Connected) => ({
    label,
    connection: nameIn(target.connections, connection),
    altConnection: nameIn(target.connections, altConnection),
  });
  const moduleMetadata = (component: Component<'module'>) => ({
    ...connected(component),
    description: component.description,
    typeId: moduleTypes[component.moduleType].typeId,
    ...(component.moduleType === 'action' && { crud: component.actionCrud }),
    ...(component.moduleType === 'instant_trigger' && {
      webhook: nameIn(target.webhooks, component.webhook),
    }),
  });

  return {
    connection: {
      list: () => remotes(connections.list(id())),
      isSame: sameLabel,
      remember: (component, remote) => target.connections.set(component.id, remote.name),
      nameOf: (component) => known(target.connections.get(component.id)),
      metadata: ({ label }) => ({ label }),
      create: (once, { label, connectionType: type }) =>
        created(once.sdk.connections.create(id(), { label, type })),
      path: (name) => `/connections/${name}`,
      read: (name, section) => connections.getSection(name, section),
      write: (name, section, text) => connections.setSection(name, section, text),
    },
    rpc: {
      list: () => remotes(rpcs.list(...appOf(target))),
      isSame: sameName,
      nameOf: (component) => component.id,
      metadata: connected,
      create: (once, component) =>
        created(once.sdk.rpcs.create(...appOf(target), { name: component.id, ...connected(component) })),
      path: (name) => `/${appOf(target).join('/')}/rpcs/${name}`,
      read: (name, section) => rpcs.getSection(...appOf(target), name, section),
      write: (name, section, text) => rpcs.setSection(...appOf(target), name, section, text),
    },
    webhook: {
      list: () => remotes(webhooks.list(id())),
      isSame: sameLabel,
      remember: (component, remote) => target.webhooks.set(component.id, remote.name),
      nameOf: (component) => known(target.webhooks.get(component.id)),
      metadata: connected,
      create: (once, component) =>
        created(once.sdk.webhooks.create(id(), { type: component.webhookType, ...connected(component) })),
      path: (name) => `/webhooks/${name}`,
      read: (name, section) =>
        section === 'update'
          ? make.fetch(`/sdk/apps/webhooks/${name}/update`)
          : webhooks.getSection(name, section),
      write: (name, section, text) =>
        section === 'update'
          ? make.fetch(`/sdk/apps/webhooks/${name}/update`, {
              method: 'PUT',
              headers: { 'content-type': 'application/jsonc' },
              body: text,
            })
          : webhooks.setSection(name, section, text),
    },
    module: {
      list: () => remotes(modules.list(...appOf(target))),
      isSame: sameName,
      nameOf: (component) => component.id,
      metadata: moduleMetadata,
      create: (once, component) => {
        const body = {
          name: component.id,
          ...moduleMetadata(component),
          moduleInitMode: 'blank' as const,
          ...(component.moduleType === 'universal' && { subtype: 'Universal' }),
        };
        return created(once.sdk.modules.create(...appOf(target), body));
      },
      path: (name) => `/${appOf(target).join('/')}/modules/${name}`,
      read: (name, section) => modules.getSection(...appOf(target), name, section),
      write: (name, section, text) => modules.setSection(...appOf(target), name, section, text),
      makePublic: (name) => modules.makePublic(...appOf(target), name),
    },
  };
}
