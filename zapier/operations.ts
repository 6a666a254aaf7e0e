// From declarations to Zapier's creates, searches and hidden dropdown triggers.
import type { Bundle, Create, OutputFields, Search, Trigger, ZObject } from 'zapier-platform-core';
import type { Dropdown, Operation } from '../operation/operation.ts';
import { type ResultBundle, runDropdown } from '../operation/run.ts';
import { runByName } from '../passes/byName.ts';
import { zapierError } from './errors.ts';
import { groupsOf, inputFieldsOf } from './fields.ts';
import { runtimeOf } from './runtime.ts';

const perform =
  (operation: Operation) =>
  async (z: ZObject, bundle: Bundle): Promise<ResultBundle[]> => {
    try {
      return await runByName(operation, bundle.inputData, runtimeOf(z, bundle));
    } catch (error) {
      throw zapierError(error);
    }
  };

const display = ({ label, description }: Operation) => ({ label, description });

const common = (operation: Operation) => ({
  inputFields: inputFieldsOf(operation),
  ...groupsOf(operation),
  outputFields: outputFieldsOf(operation),
  sample: operation.sample,
  cleanInputData: false,
});

export function toCreate(operation: Operation) {
  const act = perform(operation);
  return {
    key: operation.key,
    noun: operation.noun,
    display: display(operation),
    operation: {
      ...common(operation),
      perform: async (z: ZObject, bundle: Bundle): Promise<ResultBundle> => {
        const [result] = await act(z, bundle);
        return result ?? {};
      },
    },
  } satisfies Create;
}

export function toSearch(operation: Operation) {
  return {
    key: operation.key,
    noun: operation.noun,
    display: display(operation),
    operation: { ...common(operation), perform: perform(operation) },
  } satisfies Search;
}

/** A hidden trigger that fills a dropdown, a page at a time. */
export function toDropdown(dropdown: Dropdown) {
  return {
    key: dropdown.key,
    noun: dropdown.noun,
    display: {
      label: `${dropdown.noun} List`,
      description: `Triggers when a dropdown needs the ${dropdown.noun.toLowerCase()} list.`,
      hidden: true,
    },
    operation: {
      type: 'polling',
      canPaginate: true,
      perform: async (z: ZObject, bundle: Bundle) => {
        try {
          return await runDropdown(dropdown, bundle.inputData, bundle.meta?.page ?? 0, runtimeOf(z, bundle));
        } catch (error) {
          throw zapierError(error);
        }
      },
    },
  } satisfies Trigger;
}

const outputType = { text: 'string', number: 'number', dateTime: 'datetime', keyValues: undefined } as const;

const outputLists = new WeakMap<Operation['output'], OutputFields>();

/** The output fields of an operation: one list for all operations with the same output. */
export function outputFieldsOf({ output }: Pick<Operation, 'output'>): OutputFields {
  const fields =
    outputLists.get(output) ??
    Object.entries(output).map(([key, { label, type }]) =>
      type === 'keyValues' ? { key, label, dict: true } : { key, label, type: outputType[type] },
    );
  outputLists.set(output, fields);
  return fields;
}

/**
 * Things by their `key`, as Zapier wants them; a function carries them. In every run core copies and freezes each plain
 * object of the app, twice, and so would pay for all operations where it needs one. A function it hands on as it is,
 * and collects the things from it. `test/zapier/handler.test.ts` holds that nothing else comes of it.
 */
export const byKey = <T extends { key: string }>(things: readonly T[]): Record<string, T> =>
  Object.assign(() => undefined, Object.fromEntries(things.map((thing) => [thing.key, thing])));
