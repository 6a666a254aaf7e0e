// The whole Make app as files, in Make's local-development format. Nothing in make/app/ is written by hand.
import { creates } from '../creates/index.ts';
import type { Operation } from '../operation/operation.ts';
import { searches } from '../searches/index.ts';
import { universal } from './apiCall.ts';
import { baseCommunication, connectionCommunication, connectionParameters } from './connection.ts';
import type { Json } from './iml.ts';
import { type MakeModule, moduleOf } from './modules.ts';
import { readme } from './readme.ts';
import { rpcs } from './rpcs.ts';
import { triggers } from './triggers.ts';
import { webhook } from './webhook.ts';

/** What the app is made of. */
export interface Declarations {
  creates: readonly Operation[];
  searches: readonly Operation[];
}

export const modulesOf = ({ creates, searches }: Declarations): readonly MakeModule[] => [
  ...creates.map(moduleOf),
  ...searches.map(moduleOf),
  universal,
];

export const modules: readonly MakeModule[] = modulesOf({ creates, searches });

/** Make's headings over the modules: triggers first, then the groups as the operations name them. */
const groupsOf = (modules: readonly MakeModule[]): Json => [
  { label: 'Triggers', modules: triggers.map(({ name }) => name) },
  ...[...new Set(modules.map(({ group }) => group))].map((label) => ({
    label,
    modules: modules.filter(({ group }) => group === label).map(({ name }) => name),
  })),
];

const kebab = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

type Files = Record<string, string>;

/** Writes the code files of a component and answers with their paths, by the name Make has for each. */
function component(
  files: Files,
  kind: string,
  name: string,
  code: Record<string, Json>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(code).map(([codeFile, content]) => {
      const path = `${kind}s/${kebab(name)}/${kebab(name)}.${kebab(codeFile)}.iml.json`;
      files[path] = json(content);
      return [codeFile, path];
    }),
  );
}

const json = (content: Json) => `${JSON.stringify(content, null, 2)}\n`;

/** Every file of the app, by its path below make/app/. The same declarations always give the same bytes. */
export function appFiles(declarations?: Declarations): Files {
  const all = declarations ? modulesOf(declarations) : modules;
  const files: Files = {};
  const connection = {
    passkit: {
      label: 'PassKit',
      connectionType: 'basic',
      codeFiles: {
        ...component(files, 'connection', 'passkit', {
          communication: connectionCommunication,
          params: connectionParameters,
        }),
        common: null,
      },
    },
  };
  const module = all.map(({ name, label, description, moduleType, actionCrud, ...code }) => [
    name,
    {
      label,
      description,
      moduleType,
      actionCrud,
      connection: 'passkit',
      altConnection: null,
      codeFiles: component(files, 'module', name, {
        communication: code.communication,
        staticParams: [],
        mappableParams: code.parameters,
        interface: code.interface,
        samples: code.samples,
        scope: [],
      }),
    },
  ]);
  const watching = triggers.map(({ name, label, description, moduleType, code }) => [
    name,
    {
      label,
      description,
      moduleType,
      // The connection of an instant trigger is that of its webhook.
      connection: moduleType === 'trigger' ? 'passkit' : null,
      altConnection: null,
      ...(moduleType === 'instant_trigger' && { webhook: webhook.name }),
      codeFiles: component(files, 'module', name, code),
    },
  ]);
  const rpc = rpcs.map(({ name, label, communication, parameters }) => [
    name,
    {
      label,
      connection: 'passkit',
      altConnection: null,
      codeFiles: component(files, 'rpc', name, { communication, params: parameters }),
    },
  ]);
  files['general/base.iml.json'] = json(baseCommunication);
  files['modules/groups.json'] = json(groupsOf(all));
  files['README.md'] = readme([...triggers, ...all]);
  files['makecomapp.json'] = json({
    fileVersion: 1,
    generalCodeFiles: {
      base: 'general/base.iml.json',
      common: null,
      groups: 'modules/groups.json',
      readme: 'README.md',
    },
    components: {
      connection,
      endpoint: {},
      function: {},
      module: Object.fromEntries([...watching, ...module]),
      rpc: Object.fromEntries(rpc),
      webhook: {
        [webhook.name]: {
          label: webhook.label,
          webhookType: 'web',
          connection: 'passkit',
          altConnection: null,
          codeFiles: component(files, 'webhook', webhook.name, webhook.code),
        },
      },
    },
    origins: [],
  });
  return files;
}
