// The small apps of the runner's tests, in Make's local-development format.
import type { AppFiles } from '../../make/check.ts';

type Json = Record<string, unknown>;

interface ModuleParts {
  moduleType?: string;
  communication: unknown;
  params?: unknown;
  connection?: null;
  /** Of an instant trigger. */
  webhook?: string;
  /** Of a polling trigger. */
  epoch?: unknown;
  /** Beside `params`, which a trigger takes for its static parameters. */
  mappable?: unknown;
}

interface WebhookParts {
  communication?: unknown;
  params?: unknown;
  attach?: unknown;
  detach?: unknown;
  webhookType?: string;
}

/** The parts of an app; a module is an action unless it says otherwise. */
export interface AppParts {
  base?: Json;
  common?: Json;
  connection?: { communication?: Json; params?: Json[] };
  modules?: Record<string, ModuleParts>;
  rpcs?: Record<string, unknown>;
  webhooks?: Record<string, WebhookParts>;
}

const defaultConnection = {
  communication: { url: 'https://api.example.com/me' },
  params: [{ name: 'key', type: 'password', label: 'Key', required: true }],
};

/** The files of an app of these parts. */
export function filesOf(parts: AppParts): AppFiles {
  const all: Record<string, string> = {};
  const write = (path: string, content: unknown): string => {
    all[path] = JSON.stringify(content);
    return path;
  };
  const files = (kind: string, name: string, sections: Json): Record<string, string> =>
    Object.fromEntries(
      Object.entries(sections).map(([section, content]) => [
        section,
        write(`${kind}/${name}.${section}.iml.json`, content),
      ]),
    );
  const module = (name: string, { communication, params = [], epoch, mappable, ...rest }: ModuleParts) => {
    const given = rest.moduleType?.endsWith('trigger') ? 'staticParams' : 'mappableParams';
    const more = {
      ...(epoch !== undefined && { epoch }),
      ...(mappable !== undefined && { mappableParams: mappable }),
    };
    const sections = { communication, [given]: params, ...more };
    const codeFiles = { staticParams: null, mappableParams: null, ...files('modules', name, sections) };
    return { moduleType: 'action', connection: 'main', ...rest, codeFiles };
  };
  const webhook = (name: string, { webhookType = 'web', ...given }: WebhookParts) => ({
    webhookType,
    connection: 'main',
    codeFiles: { update: null, requiredScope: null, ...files('webhooks', name, { params: [], ...given }) },
  });
  const components = {
    connection: {
      main: { codeFiles: files('connections', 'main', { ...defaultConnection, ...parts.connection }) },
    },
    module: mapValues(parts.modules, module),
    rpc: mapValues(parts.rpcs, (name, communication) => ({
      connection: 'main',
      codeFiles: { ...files('rpcs', name, { communication }), params: null },
    })),
    webhook: mapValues(parts.webhooks, webhook),
    ...{ function: {}, endpoint: {} },
  };
  const generalCodeFiles = {
    base: write('general/base.iml.json', { baseUrl: 'https://api.example.com', ...parts.base }),
    common: parts.common ? write('general/common.json', parts.common) : null,
    readme: null,
    groups: null,
  };
  write('makecomapp.json', { fileVersion: 1, generalCodeFiles, components, origins: [] });
  return all;
}

const mapValues = <T>(of: Record<string, T> = {}, change: (name: string, value: T) => unknown) =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(name, value)]));
