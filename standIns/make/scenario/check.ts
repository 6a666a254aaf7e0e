// What must hold of a blueprint before it runs: ids, places, parameters, and that every template reads only what is
// known where it stands. Part of a MODEL of Make's scenario engine, not Make.
import { ModelError } from '../engine/errors.ts';
import { isRecord } from '../engine/values.ts';
import { type Module, readAs } from './blueprint.ts';
import { checkFilter } from './filter.ts';
import { feederOf, IGNORE, type Installed, type Kind, kindOf, RESPOND, ROUTER, WEBHOOK } from './kinds.ts';
import { readingsIn } from './template.ts';

/** What an import cannot bring along: it belongs to the account the blueprint was made in. */
const ACCOUNT_BOUND = new Set(
  (
    '__IMTCONN__ __IMTKEY__ __IMTHOOK__ hook datastore agent apiKeyKeychain basicAuthKeychain oAuthAccount ' +
    'proxyKeychain bodyDataStructure restore expect'
  ).split(' '),
);

/** What is known where a module stands, by the ids of the modules before it. */
type Known = ReadonlyMap<number, Kind['gives']>;

/** Throws a ModelError when a flow breaks a rule of Make, or does what this model does not know. */
export function checkFlow(flow: readonly Module[], installed: Installed): void {
  const [first] = flow;
  const ids = new Set<number>();
  const isAnswered = first?.module === WEBHOOK;

  function check(flow: readonly Module[], known: Known, isHandler: boolean): void {
    const scope = new Map(known);
    for (const module of flow) {
      const name = `Module ${module.id} (${module.module})`;
      const fail = (why: string): never => {
        throw new ModelError(`${name}: ${why}`);
      };
      if (ids.has(module.id)) fail('another module has this id');
      ids.add(module.id);
      checkAccount(module, fail);
      const kind = kindOf(module.module, installed);
      const isLast = module === flow.at(-1);
      if (module.version !== kind.version) fail(`version ${module.version} instead of ${kind.version}`);
      readAs(kind.parameters, module.parameters, `${name}: parameters`);
      readAs(kind.mapper, module.mapper, `${name}: mapper`);
      checkPlace(module, kind, fail);
      if (module.module === IGNORE && !(isHandler && isLast)) fail('it ends an error handler, nothing else');
      if (module.module === RESPOND && !isAnswered) fail('there is no webhook to answer');
      if (module.filter) checkFilter(module.filter);
      for (const { id, steps } of readingsIn([module.mapper, conditionsOf(module)])) {
        const gives = scope.get(id) ?? fail(`unknown variable ${id}: no module of this id runs before it`);
        if (!gives(steps)) fail(`${id}.${steps.join('.')} is not known to be there`);
      }
      if (module.onerror) {
        check(module.onerror, new Map(scope).set(module.id, isMessage), true);
        if (!endsWell(module.onerror)) fail('its error handler does not end with a directive');
      }
      if ((module.module === ROUTER) !== (module.routes !== undefined)) fail('routes belong to a router');
      if (module.routes && !isLast) fail('nothing follows a router but its routes');
      for (const route of module.routes ?? []) check(route.flow, scope, isHandler);
      const feeder = feederOf(module);
      if (feeder !== undefined) {
        const opened = flow.findIndex(({ id }) => id === feeder);
        if (opened < 0 || opened >= flow.indexOf(module)) fail(`no module ${feeder} opens its loop`);
        // What ran once for each bundle has no value any more.
        for (const { id } of flow.slice(opened, flow.indexOf(module))) scope.delete(id);
      }
      scope.set(module.id, kind.gives);
    }
  }

  function checkPlace(module: Module, kind: Kind, fail: (why: string) => never): void {
    const isFirst = module === first;
    if (isFirst ? kind.place !== 'first' && kind.place !== 'any' : kind.place === 'first') {
      fail(isFirst ? 'a scenario does not begin with it' : 'it begins a scenario');
    }
    if (module.filter && (isFirst || module.module === ROUTER)) fail('there is no filter before it');
    if (
      module.onerror &&
      (kind.place === 'first' || kind.place === 'directive' || module.module === ROUTER)
    ) {
      fail('it has no error handler');
    }
  }

  check(flow, new Map(), false);
}

// The message is the one thing that Make's own blueprints read of an error.
const isMessage: Kind['gives'] = (steps) => steps.join('.') === 'error.message';

const conditionsOf = ({ filter }: Module) => filter?.conditions.flat().map(({ a, b }) => [a, b]);

const endsWell = (flow: readonly Module[]): boolean => {
  const last = flow.at(-1);
  return last?.module === IGNORE || (last?.routes?.every((route) => endsWell(route.flow)) ?? false);
};

function checkAccount({ parameters, mapper }: Module, fail: (why: string) => never): void {
  for (const part of [parameters, mapper]) {
    const bound = Object.keys(isRecord(part) ? part : {}).find((key) => ACCOUNT_BOUND.has(key));
    if (bound !== undefined) fail(`${bound} belongs to an account: leave it out`);
  }
}
