// Where jest runs a test file: the worker's own globals, without a realm of its own, so that packages can be shared by all
// files of a worker (see runtime.ts) and what they make are the same arrays and errors that Node makes. What a file leaves
// behind in what is shared is put back when it ends.
import { type Context, runInThisContext } from 'node:vm';
import type { JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** What jest-circus calls at each event of a run. The next file's circus starts a list of its own. */
const eventHandlers = Symbol.for('EVENT_HANDLERS');

export default class Environment implements JestEnvironment {
  readonly global: JestEnvironment['global'] = runInThisContext('globalThis');
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly fakeTimers = null;
  fakeTimersModern: ModernFakeTimers | null;
  private readonly globals = new Map<string, PropertyDescriptor>();
  private readonly variables = { ...process.env };
  private readonly exit = process.exit;
  private isOver = false;

  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    for (const name of Object.getOwnPropertyNames(globalThis)) this.keepGlobal(name);
  }

  /** As it is now it will be for the next test file. */
  keepGlobal(name: string): void {
    const global = Object.getOwnPropertyDescriptor(globalThis, name);
    if (global) this.globals.set(name, global);
  }

  async setup(): Promise<void> {}

  async teardown(): Promise<void> {
    this.isOver = true;
    this.fakeTimersModern?.dispose();
    this.fakeTimersModern = null;
    // Jest has put one around it that complains.
    process.exit = this.exit;
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    Reflect.deleteProperty(globalThis, eventHandlers);
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const was = this.globals.get(name);
      if (!was) Reflect.deleteProperty(globalThis, name);
      else if ('value' in was && Reflect.get(globalThis, name) !== was.value)
        Object.defineProperty(globalThis, name, was);
    }
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  /** Jest only asks whether there still is one: the runtime compiles for the worker's own. */
  getVmContext(): Context | null {
    return this.isOver ? null : globalThis;
  }
}
