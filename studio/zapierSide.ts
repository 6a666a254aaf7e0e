// The Zapier side of the studio: the real app, called as Zapier calls it, through the handler of zapier-platform-core.
import * as z from 'zod';
import { placeOnZapier } from './listed.ts';
import type { FormField, Problem, Values } from './types.ts';

/** A call of a method of the app, such as `creates.issue_pass.operation.perform`. */
export type ZapierCall = (method: string, bundle: Values) => Promise<unknown>;

/** What PassKit sent to an address. */
export interface Delivered {
  content: string;
  headers: Record<string, string>;
}

/** An address, and what was delivered to it so far. */
export interface Receiver {
  url: string;
  deliveries: readonly Delivered[];
}

/** What an editor and a run of a platform can do here. */
export interface Side {
  /** The fields of a step, as they are once these inputs are filled in. `raw` has what is mapped as it was mapped. */
  form(step: string, input: Values, raw: Values): Promise<FormField[]>;
  run(step: string, input: Values): Promise<Values[]>;
  /** Has an instant trigger listen at an address while something happens, and answers with what it was told. */
  hear(step: string, input: Values, receiver: Receiver, happen: () => Promise<void>): Promise<Values[]>;
  /** Tries a connection in a region and answers with its label. */
  connect(region: string): Promise<string>;
  /** What its user reads of an error. */
  problem(error: unknown): Problem;
}

const choice = z.union([
  z.string().transform((value) => ({ value, label: value })),
  z.object({ value: z.string(), label: z.string() }),
]);
const inputField = z.object({
  key: z.string(),
  label: z.string().optional(),
  type: z.string().optional(),
  helpText: z.string().optional(),
  required: z.boolean().optional(),
  dict: z.boolean().optional(),
  list: z.boolean().optional(),
  choices: z.array(choice).optional(),
  dynamic: z.string().optional(),
  get children() {
    return z.array(inputField).optional();
  },
});
type InputField = z.infer<typeof inputField>;

const bundles = z.array(z.record(z.string(), z.unknown()));
const offered = z.array(z.object({ id: z.coerce.string(), name: z.coerce.string() }));
const own = z.object({ message: z.string(), code: z.string() });

/** Line items are shown as one row, whose fields have this before their keys. */
export const lineItem = 'rows.';

const typeOf = ({ type, dict, list, choices, dynamic }: InputField): FormField['type'] => {
  if (type === 'copy') return 'note';
  if (dict) return 'keyValues';
  if (choices && list) return 'choices';
  if (choices || dynamic) return 'choice';
  if (type === 'boolean') return 'boolean';
  return type === 'number' || type === 'integer' ? 'number' : 'text';
};

export function zapierSide(call: ZapierCall, authData: (region: string) => Values): Side {
  const bundleOf = (inputData: Values, inputDataRaw: Values, region = 'pub1') => ({
    authData: authData(region),
    inputData,
    inputDataRaw,
    meta: { timezone: 'Europe/London', page: 0 },
  });

  const methodOf = (step: string, method: string) => `${placeOnZapier(step)}.${step}.operation.${method}`;
  return {
    async form(step, input, raw) {
      const bundle = bundleOf(withRows(input), withRows(raw));
      const fields = z.array(inputField).parse(await call(methodOf(step, 'inputFields'), bundle));
      const flat = fields.flatMap(({ children, ...field }) =>
        children
          ? children.map((child) => ({ ...child, key: `${lineItem}${child.key}`, depth: 1 }))
          : [{ ...field, depth: 0 }],
      );
      return Promise.all(
        flat.map(async (field) => {
          const [list] = field.dynamic?.split('.') ?? [];
          const choices = list
            ? offered
                .parse(await call(methodOf(list, 'perform'), bundle))
                .map(({ id, name }) => ({ value: id, label: name }))
            : (field.choices ?? []);
          return {
            key: field.key,
            label: field.label ?? field.key,
            type: typeOf(field),
            required: field.required === true,
            help: field.helpText ?? '',
            choices,
            open: true,
            depth: field.depth,
          };
        }),
      );
    },
    async run(step, input) {
      const result = await call(methodOf(step, 'perform'), bundleOf(withRows(input), {}));
      return bundles.parse(Array.isArray(result) ? result : [result]);
    },
    async hear(step, input, { url: targetUrl, deliveries }, happen) {
      const bundle = bundleOf(input, {});
      const subscribeData = await call(methodOf(step, 'performSubscribe'), { ...bundle, targetUrl });
      const earlier = deliveries.length;
      await happen();
      const told: Values[] = [];
      for (const { content, headers } of deliveries.slice(earlier)) {
        const rawRequest = { method: 'POST', querystring: '', content, headers };
        const delivery = { cleanedRequest: JSON.parse(content), rawRequest, subscribeData };
        told.push(...bundles.parse(await call(methodOf(step, 'perform'), { ...bundle, ...delivery })));
      }
      await call(methodOf(step, 'performUnsubscribe'), { ...bundle, targetUrl, subscribeData });
      return told;
    },
    async connect(region) {
      const { account } = z
        .object({ account: z.string() })
        .parse(await call('authentication.test', bundleOf({}, {}, region)));
      return account;
    },
    problem,
  };
}

/** The fields of the one row of line items, in their list. */
function withRows(input: Values): Values {
  const entries = Object.entries(input);
  const row = entries.filter(([key]) => key.startsWith(lineItem));
  if (row.length === 0) return input;
  return {
    ...Object.fromEntries(entries.filter(([key]) => !key.startsWith(lineItem))),
    rows: [Object.fromEntries(row.map(([key, value]) => [key.slice(lineItem.length), value]))],
  };
}

const kinds: Record<string, string> = {
  HaltedError: 'Halted',
  ThrottledError: 'Throttled: Zapier tries again by itself',
  ExpiredAuthError: 'Reconnect',
};

/** Zapier's class of error in its own words, and the message alone. */
function problem(error: unknown): Problem {
  if (!(error instanceof Error)) return { kind: 'Error', message: String(error) };
  // Core writes what it did below the message.
  const [first = ''] = error.message.split('\nWhat happened:');
  let parsed: unknown;
  try {
    parsed = JSON.parse(first);
  } catch {
    parsed = undefined;
  }
  const known = own.safeParse(parsed);
  const message = known.success ? known.data.message : first;
  return { kind: kinds[error.name] ?? 'Error', message };
}
