// The calls for one kind of component: create what is missing, send the sections that differ.
import type { ApiRequest, Change, DeployPlan } from './changes.ts';
import type { Client } from './client.ts';
import { ifThere, sameMetadata, sameSection } from './compare.ts';
import { Stop } from './errors.ts';
import type { KindOnMake, Remote } from './kinds.ts';
import type { Component } from './project.ts';
import type { Kind } from './sections.ts';

export interface KindPlan extends DeployPlan {
  /** Labels, descriptions and references that differ. They are sent when everything they may refer to exists. */
  metadata: Change[];
}

const update = <K extends Kind>(
  { make }: Client,
  kind: KindOnMake<K>,
  component: Component<K>,
): Promise<unknown> =>
  make.fetch(`/sdk/apps${kind.path(kind.nameOf(component))}`, {
    method: 'PATCH',
    body: kind.metadata(component),
  });

async function create<K extends Kind>(
  client: Client,
  kind: KindOnMake<K>,
  component: Component<K>,
): Promise<void> {
  const find = async (): Promise<Remote | undefined> =>
    (await kind.list()).find((remote) => kind.isSame(component, remote));
  const remote = (await client.createOnce((make) => kind.create(make, component), find)) ?? (await find());
  if (!remote) throw new Stop('Make created it and does not list it.');
  kind.remember?.(component, remote);
  // Should Make leave out something at creation, its answer shows that.
  const answered = Object.entries(kind.metadata(component)).filter(([key]) => key in remote);
  if (!sameMetadata(remote, Object.fromEntries(answered))) await update(client, kind, component);
}

/** The calls that complete one component; none when it is on Make as the project says. */
async function callsFor<K extends Kind>(
  client: Client,
  kind: KindOnMake<K>,
  component: Component<K>,
  remote: Remote | undefined,
): Promise<ApiRequest[]> {
  const calls: ApiRequest[] = [];
  if (!remote) calls.push({ part: 'create', send: () => create(client, kind, component) });
  for (const { name, text } of component.sections) {
    if (remote && sameSection(await ifThere(kind.read(remote.name, name)), text)) continue;
    calls.push({ part: name, send: () => kind.write(kind.nameOf(component), name, text) });
  }
  const { makePublic } = kind;
  if (makePublic && remote?.public !== true) {
    calls.push({ part: 'public', send: () => makePublic(kind.nameOf(component)) });
  }
  return calls;
}

/** Compares the components of one kind. Without an app on Make there is nothing to read. */
export async function planKind<K extends Kind>(
  area: string,
  client: Client,
  kind: KindOnMake<K>,
  components: Component<K>[],
  hasApp: boolean,
): Promise<KindPlan> {
  const remotes = hasApp ? await kind.list() : [];
  const plan: KindPlan = { changes: [], metadata: [], unchanged: 0, strangers: [] };
  for (const component of components) {
    const remote = remotes.find((candidate) => kind.isSame(component, candidate));
    if (remote) kind.remember?.(component, remote);
    const calls = await callsFor(client, kind, component, remote);
    const action = remote ? 'update' : 'create';
    if (calls.length > 0) plan.changes.push({ area, action, subject: component.id, calls });
    if (remote && !sameMetadata(remote, kind.metadata(component))) {
      const send = () => update(client, kind, component);
      plan.metadata.push({
        area: 'Labels and references',
        action,
        subject: component.id,
        calls: [{ part: '', send }],
      });
    } else if (calls.length === 0) plan.unchanged++;
  }
  plan.strangers = remotes
    .filter((remote) => !components.some((component) => kind.isSame(component, remote)))
    .map(({ name }) => `${area.toLowerCase().slice(0, -1)} ${name}`);
  return plan;
}
