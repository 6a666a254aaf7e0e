// The project's modules, evaluated anew as often as wanted in one process. What is in node_modules is loaded once and
// shared: that makes a test file cheap to run.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';

type Require = (id: string) => unknown;
type Body = (exports: object, require: Require, module: { exports: unknown }, jest: object) => void;

/** Loads a package as the project would. */
export const projectRequire = createRequire(resolve('package.json'));

const [[transformer, options]] = Object.values<[string, object]>(
  projectRequire('./jest.config.js').default.transform,
);
const swc = projectRequire(transformer).createTransformer(options);

const bodies = new Map<string, Body>();

/** The code of a file as jest would run it, compiled once. */
function bodyOf(file: string): Body {
  let body = bodies.get(file);
  if (!body) {
    const { code } = swc.process(readFileSync(file, 'utf8'), file, {});
    body = compileFunction(code, ['exports', 'require', 'module', 'jest'], { filename: file });
    bodies.set(file, body);
  }
  return body;
}

/** Stand-ins for packages, by the name they are required by. */
export const mocks = new Map<string, () => unknown>();

const load: (request: string, ...rest: unknown[]) => unknown = Reflect.get(Module, '_load');
Reflect.set(Module, '_load', (request: string, ...rest: unknown[]) =>
  mocks.has(request) ? mocks.get(request)?.() : load(request, ...rest),
);

/** Files that hold nothing but data, which take long to read: evaluated once, like packages. */
const lasting = new Map<string, { exports: unknown }>();
const lasts = (file: string) => file === resolve('test/golden/cases.ts');

/** A `require` whose modules of the project are all new. */
export function freshRequire(jestFor: (require: Require, reset: () => void) => object): Require {
  const loaded = new Map<string, { exports: unknown }>();
  const requireFile = (file: string): unknown => {
    const modules = lasts(file) ? lasting : loaded;
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    if (file.endsWith('.json')) {
      module.exports = JSON.parse(readFileSync(file, 'utf8'));
    } else {
      const fromPackages = createRequire(file);
      const require = (id: string) =>
        id.startsWith('.') ? requireFile(resolve(dirname(file), id)) : fromPackages(id);
      bodyOf(file)(
        module.exports,
        require,
        module,
        jestFor(require, () => loaded.clear()),
      );
    }
    return module.exports;
  };
  return (path) => requireFile(resolve(path));
}
