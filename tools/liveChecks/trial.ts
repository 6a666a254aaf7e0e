// What a check can do with one pass type. It remembers the test passes it issues and deletes them in the end.
import { setTimeout } from 'node:timers/promises';
import { readList } from '../../operation/ask.ts';
import { ref } from '../../operation/expression.ts';
import { fieldFilter } from '../../operation/list.ts';
import type { Operation } from '../../operation/operation.ts';
import { type ResultBundle, type Runtime, run, send } from '../../operation/run.ts';
import { kindOf, type PassType } from '../../passes/kinds.ts';
import type { PassKind } from '../../passes/passKind.ts';
import { PassKitError } from '../../passkit/errors.ts';
import findPass from '../../searches/findPass.ts';
import { type Account, accountRuntime, reasonOf } from './account.ts';
import { refusalOf } from './finding.ts';
import { passPath } from './paths.ts';
import { type Json, json } from './records.ts';
import { freshId } from './samples.ts';

/** The input that names a pass. */
const ID = ref<string>('input', 'id');

/** A part of a list, newest first. */
interface ListPart {
  limit?: number;
  offset?: number;
  where?: readonly { field: string; operator: 'eq' | 'like' | 'gte' | 'lte'; value: string }[];
}

export class Trial {
  readonly account: Account;
  readonly passType: PassType;
  readonly kind: PassKind;
  readonly project: Record<string, string>;
  readonly #issued = new Set<string>();
  /** External IDs of passes whose issue did not answer. */
  readonly #unsure = new Set<string>();

  constructor(account: Account, passType: PassType, project: Record<string, string>) {
    this.account = account;
    this.passType = passType;
    this.kind = kindOf(passType);
    this.project = project;
  }

  get runtime(): Runtime {
    return accountRuntime(this.account);
  }

  /** The project alone, as inputs of an operation that names a pass. */
  get home(): Json {
    const { key } = this.kind.project;
    return { passType: this.passType, [key]: this.project[key] };
  }

  /** Issues a test pass with the very call the code makes. */
  async issue({ externalId = freshId(), ...more }: Json & { externalId?: string } = {}) {
    const given = { ...this.project, externalId, displayName: 'Live Check', ...more };
    const { id } = await this.#watch(externalId, send(this.kind.issue, given, this.runtime));
    return { id: this.remember(id), externalId };
  }

  /** A pass may have been issued although no answer came. */
  #watch<T>(externalId: unknown, answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      const refused = error instanceof PassKitError && error.refused;
      if (typeof externalId === 'string' && !refused) this.#unsure.add(externalId);
      throw error;
    });
  }

  remember(id: unknown): string {
    this.#issued.add(String(id));
    return String(id);
  }

  /** The record as PassKit sends it. */
  read(id: string): Promise<Json> {
    const get = this.kind.lookup.get('id', ID, ID);
    return send<Json>({ ...get, answer: json }, { id }, this.runtime);
  }

  /** The record of a new test pass. */
  async readNew(more: Json = {}): Promise<Json> {
    const { id } = await this.issue(more);
    return this.read(id);
  }

  /** Runs one of the product's own operations on a pass of this project. */
  async act(operation: Operation, more: Json): Promise<ResultBundle> {
    const running = run(operation, { ...this.home, ...more }, this.runtime);
    const [bundle] = await this.#watch(more.externalId, running);
    return bundle ?? {};
  }

  find(by: Json): Promise<ResultBundle[]> {
    return run(findPass, { ...this.home, ...by }, this.runtime);
  }

  /** Sends a PUT that no operation makes. Answers with PassKit's error, or undefined when there is none. */
  async put(body: Json, path = passPath(this.passType)): Promise<PassKitError | undefined> {
    const answer = await this.runtime.http({
      effect: 'sets',
      method: 'PUT',
      path,
      body: JSON.stringify(body),
    });
    return answer.status < 400 ? undefined : new PassKitError(reasonOf(answer.body) ?? '', answer.status);
  }

  /** The IDs in a page of the list of this project's passes, newest first. */
  async idsIn({ limit = 100, offset = 0, where = [] }: ListPart): Promise<string[]> {
    const scope = {
      input: { id: this.project[this.kind.project.key] },
      result: {},
      setting: { now: '', pages: '', zone: 'UTC' },
    };
    const list = this.kind.lookup.list(ID);
    const fieldFilters = where.map(({ field, operator, value }) => fieldFilter(field, operator, value));
    const page = { limit, offset, ...(where.length > 0 && { fieldFilters }) };
    const records = await readList(list, page, scope, this.runtime.http);
    return records.map(({ id }) => id);
  }

  /** Reads until it holds, or PassKit has had its time. */
  async until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
    for (let seconds = 0; ; seconds++) {
      const value = await read();
      if (holds(value) || seconds >= this.account.showsWithin) return value;
      await setTimeout(1000);
    }
  }

  readWhen(id: string, holds: (record: Json) => boolean): Promise<Json> {
    return this.until(() => this.read(id), holds);
  }

  /** The IDs in a page of the list, once it holds, or PassKit has had its time. */
  idsWhen(page: ListPart, holds: (ids: string[]) => boolean): Promise<string[]> {
    return this.until(() => this.idsIn(page), holds);
  }

  /** Whether a page of the list has the pass, at once or a little later. */
  async lists(id: string, page: ListPart): Promise<boolean> {
    return (await this.idsWhen(page, (ids) => ids.includes(id))).includes(id);
  }

  /** Finds a pass that a list may show a little later. */
  async findListed(by: Json): Promise<ResultBundle | undefined> {
    const [found] = await this.until(
      () => this.find(by),
      (passes) => passes.length > 0,
    );
    return found;
  }

  /** Deletes the test passes; answers with those it could not delete. */
  async cleanUp(): Promise<string[]> {
    const left: string[] = [];
    for (const externalId of this.#unsure) {
      await this.find({ externalId }).then(
        ([found]) => found && this.remember(found.id),
        () => left.push(externalId),
      );
    }
    for (const id of this.#issued) {
      const error = await refusalOf(send(this.kind.remove(ID), { id }, this.runtime));
      if (error && error.status !== 404) left.push(id);
    }
    return left;
  }
}
