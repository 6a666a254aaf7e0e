// Jest's modules, but what lies in node_modules is loaded once for all test files of a worker: zapier-platform-core, zod and
// the others took a quarter of the suite's time when each of 170 files had its own. The project's modules are evaluated anew
// for each file, from code that is compiled once. What test/setup.ts mocks within packages is the same for all files.
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type Environment from './environment.ts';

const JestRuntime: typeof import('jest-runtime')['default'] = createRequire(import.meta.url)(
  'jest-runtime',
).default;

type Given = ConstructorParameters<typeof JestRuntime>;
type GivenRest = Given extends [unknown, unknown, ...infer Rest] ? Rest : never;
type Modules = Map<string, { readonly loaded: boolean }>;
type Body = (...args: unknown[]) => void;

/** What jest has in it, which its types keep private. */
interface Inside {
  readonly executor: { readonly injectedModuleParameters: string[]; compile: unknown };
  readonly registries: { readonly moduleRegistry: Modules; readonly internalModuleRegistry: Modules };
}

const packages: Modules = new Map();
/** Those of jest itself. */
const internals: Modules = new Map();
/** The code of each file, compiled, with its source. */
const bodies = new Map<string, { source: string; body: Body }>();

const isPackage = (path: string): boolean => path.includes('/node_modules/');
/** It has the state of a run: the tests that it has collected. */
const ofOneRun = /\/jestAdapterInit\.js$/;

/** Of the file that runs now. Packages that were loaded for an earlier file load more with it. */
let current: Runtime | undefined;

export default class Runtime extends JestRuntime {
  /** Packages that a test file asks for in order to change them, as they were. */
  private readonly originals = new Map<object, object>();

  constructor(config: Given[0], environment: Environment, ...rest: GivenRest) {
    super(config, environment, ...rest);
    current = this;
    const { executor } = inside(this);
    executor.compile = (source: string, file: string): Body | null => {
      if (!environment.getVmContext()) return null;
      const known = bodies.get(file);
      if (known?.source === source) return known.body;
      const compiled = compileFunction(source, executor.injectedModuleParameters, { filename: file });
      const run = function (this: unknown, ...args: unknown[]): void {
        Reflect.apply(compiled, this, args);
      };
      const body = isPackage(file) ? keepingGlobals(run, environment) : run;
      bodies.set(file, { source, body });
      return body;
    };
  }

  override requireModuleOrMock<T>(from: string, name: string): T {
    const other = this.instead(from);
    return other ? other.requireModuleOrMock(from, name) : super.requireModuleOrMock(from, name);
  }

  override requireInternalModule<T>(from: string, name?: string): T {
    const other = this.instead(from);
    return other ? other.requireInternalModule(from, name) : super.requireInternalModule(from, name);
  }

  /** The mocks within packages, which are of the worker's first file, may ask for a package much later. */
  override requireActual<T>(from: string, name: string): T {
    if (current && current !== this && !name.startsWith('.')) return current.requireActual(from, name);
    const exports: T = super.requireActual(from, name);
    if (!name.startsWith('.') && typeof exports === 'object' && exports && !this.originals.has(exports))
      this.originals.set(exports, { ...exports });
    return exports;
  }

  override resetModules(): void {
    this.keepPackages();
    super.resetModules();
    for (const [own, shared] of this.modules()) for (const [path, module] of shared) own.set(path, module);
  }

  override teardown(): void {
    super.teardown();
    for (const [exports, original] of this.originals)
      for (const [name, value] of Object.entries(original))
        if (Reflect.get(exports, name) !== value) Reflect.set(exports, name, value);
  }

  /** What a package loads with when its own test file has ended. */
  private instead(from: string): Runtime | undefined {
    return current !== this && isPackage(from) ? current : undefined;
  }

  private keepPackages(): void {
    for (const [own, shared] of this.modules())
      for (const [path, module] of own)
        if (module.loaded && isPackage(path) && !ofOneRun.test(path)) shared.set(path, module);
  }

  private modules(): readonly (readonly [own: Modules, shared: Modules])[] {
    const { registries } = inside(this);
    return [
      [registries.moduleRegistry, packages],
      [registries.internalModuleRegistry, internals],
    ];
  }
}

const inside = (runtime: object): Inside => ({
  executor: Reflect.get(runtime, 'executor'),
  registries: Reflect.get(runtime, 'registries'),
});

/** A package that makes globals makes them once. */
function keepingGlobals(run: Body, environment: Environment): Body {
  return function (this: unknown, ...args) {
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    run.apply(this, args);
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (!before.has(name)) environment.keepGlobal(name);
  };
}
