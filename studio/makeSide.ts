// The Make side of the studio: the generated modules, run in the project's own model of Make's engine. It is not Make.
import * as z from 'zod';
import { modules } from '../make/app.ts';
import { triggers } from '../make/triggers.ts';
import { webhook } from '../make/webhook.ts';
import { customFieldPrefix } from '../operation/input.ts';
import { type MakeApp, MakeError } from '../standIns/make/engine/index.ts';
import type { FormField, Values } from './types.ts';
import type { Side } from './zapierSide.ts';

const labelled = z.object({ value: z.coerce.string(), label: z.coerce.string() });
const parameter = z.object({
  name: z.string(),
  type: z.string(),
  label: z.string(),
  help: z.string().optional(),
  required: z.boolean().optional(),
  multiple: z.boolean().optional(),
  mode: z.string().optional(),
  options: z.unknown().optional(),
  spec: z.array(z.unknown()).optional(),
  default: z.union([z.string(), z.number()]).optional(),
});
const option = labelled.extend({ nested: z.array(z.unknown()).optional() });
const stored = z.object({ store: z.string(), nested: z.array(z.unknown()).optional() });

type Parameter = z.infer<typeof parameter>;

const types: Record<string, FormField['type']> = {
  number: 'number',
  uinteger: 'number',
  boolean: 'boolean',
  date: 'date',
  array: 'keyValues',
};

/** The fields of a module, an action or a trigger, by its name; those of an instant trigger are its webhook's. */
function parametersOf(name: string): readonly unknown[] {
  const trigger = triggers.find((one) => one.name === name);
  const found = trigger
    ? trigger.moduleType === 'trigger'
      ? trigger.code.staticParams
      : webhook.code.params
    : modules.find((one) => one.name === name)?.parameters;
  if (!found) throw new Error(`The app on Make has no ${name}`);
  return z.array(z.unknown()).parse(found);
}

/** What stands in a new form already. */
const defaultsOf = (name: string): Values =>
  Object.fromEntries(
    parametersOf(name).flatMap((one) => {
      const { success, data } = parameter.safeParse(one);
      return success && data.default !== undefined ? [[data.name, data.default]] : [];
    }),
  );

export function makeSide(app: MakeApp, credentials: (region: string) => Values): Side {
  /** The fields of one level, each followed by those that stand below what is chosen in it. */
  async function level(items: readonly unknown[], input: Values, depth: number): Promise<FormField[]> {
    const fields: FormField[] = [];
    for (const item of items) {
      if (typeof item === 'string') {
        fields.push(...(await customFields(item, input, depth)));
        continue;
      }
      const one = parameter.parse(item);
      if (one.type === 'collection') {
        fields.push(...(await level(one.spec ?? [], input, depth)));
        continue;
      }
      const { choices, below } = await optionsOf(one, input);
      fields.push({
        key: one.name,
        label: one.label,
        type: one.multiple ? 'choices' : one.options === undefined ? (types[one.type] ?? 'text') : 'choice',
        required: one.required === true,
        help: one.help ?? '',
        choices,
        open: one.mode === 'edit',
        depth,
      });
      fields.push(...(await level(below, input, depth + 1)));
    }
    return fields;
  }

  async function optionsOf({ name, options }: Parameter, input: Values) {
    const chosen = input[name];
    const written = z.array(option).safeParse(options);
    if (written.success) {
      const below = written.data.find(({ value }) => value === chosen)?.nested ?? [];
      return { choices: written.data.map(({ value, label }) => ({ value, label })), below };
    }
    const dynamic = stored.safeParse(typeof options === 'string' ? { store: options } : options);
    if (!dynamic.success) return { choices: [], below: [] };
    const choices = z.array(labelled).parse(await app.rpc(dynamic.data.store, input));
    return { choices, below: chosen ? (dynamic.data.nested ?? []) : [] };
  }

  /** The custom fields that an RPC tells of; they have a collection of their own on Make. */
  async function customFields(rpc: string, input: Values, depth: number): Promise<FormField[]> {
    const found = z.array(parameter).parse(await app.rpc(rpc, input));
    return found.map(({ name, label, help, required }) => ({
      key: `${customFieldPrefix}${name}`,
      label,
      type: 'text',
      required: required === true,
      help: help ?? '',
      choices: [],
      open: false,
      depth,
    }));
  }

  return {
    form: (step, input) => level(parametersOf(step), input, 0),
    async run(step, given) {
      const input = { ...defaultsOf(step), ...given };
      if (app.moduleType(step) !== 'trigger') return app.run(step, asParameters(input));
      const watch = app.watch(step, input);
      await watch.start('all');
      return watch.poll();
    },
    async hear(step, input, { url, deliveries }, happen) {
      const hook = await app.attach(step, input, url);
      const earlier = deliveries.length;
      await happen();
      const told: Values[] = [];
      for (const { content, headers } of deliveries.slice(earlier))
        told.push(...(await hook.receive({ body: JSON.parse(content), headers })).bundles);
      await hook.detach();
      return told;
    },
    async connect(region) {
      const { metadata } = await app.testConnection(credentials(region));
      return z.object({ value: z.string() }).parse(metadata).value;
    },
    problem: (error) =>
      error instanceof MakeError
        ? { kind: error.type, message: lostIn(error.message) }
        : { kind: 'Error', message: error instanceof Error ? error.message : String(error) },
  };
}

/** Make's own words for a connection that broke are not known. */
const lostIn = (message: string) =>
  message.endsWith('TypeError: fetch failed')
    ? 'The connection broke before an answer arrived. (Make has its own words for this.)'
    : message;

/** Inputs as Make takes them: pairs as an array, the template's own fields in a collection. */
function asParameters({ metaData, ...rest }: Values): Values {
  const entries = Object.entries(rest);
  const custom = entries.filter(([key]) => key.startsWith(customFieldPrefix));
  const pairs = Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(metaData));
  return {
    ...Object.fromEntries(entries.filter(([key]) => !key.startsWith(customFieldPrefix))),
    ...(pairs.length > 0 && { metaData: pairs.map(([key, value]) => ({ key, value })) }),
    ...(custom.length > 0 && {
      customFields: Object.fromEntries(
        custom.map(([key, value]) => [key.slice(customFieldPrefix.length), value]),
      ),
    }),
  };
}
