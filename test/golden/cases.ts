// Reads the golden exchanges. A key that README.md does not name is refused: a misspelt one would expect nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const folder = 'test/golden';

const data = z.record(z.string(), z.unknown());
export type Data = z.infer<typeof data>;

const answer = z.union([
  z.strictObject({ lost: z.literal(true) }),
  z.strictObject({ status: z.number(), body: data }),
  data,
]);

const write = z.strictObject({
  request: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  names: z.union([z.string(), data]).optional(),
  body: data.optional(),
  answer,
  leaves: z.array(z.string()).optional(),
  leavesEvents: z.array(data).optional(),
  optional: z.literal(true).optional(),
});
export type Write = z.infer<typeof write>;

const ending = z.strictObject({
  bundle: data.optional(),
  bundles: z.array(data).optional(),
  first: data.optional(),
  message: z
    .string()
    .refine((words) => words !== '/./', 'a message that says nothing')
    .optional(),
  class: z.enum(['halted', 'error', 'throttled', 'auth']).optional(),
  type: z.string().optional(),
});
export type Ending = z.infer<typeof ending>;

const exchange = ending.extend({
  input: data.optional(),
  writes: z.array(write).optional(),
  either: z.array(ending).optional(),
  but: data.optional(),
  disputed: z.string().optional(),
});

const page = z.strictObject({
  opened: z.string(),
  writes: z.array(write).optional(),
  heading: z.string(),
  text: z.string(),
  status: z.number(),
  disputed: z.string().optional(),
});

const goldenCase = exchange.extend({
  case: z.string(),
  source: z.string(),
  only: z.enum(['zapier', 'make']).optional(),
  zone: z.string().default('UTC'),
  input: data,
  records: z.array(z.string()).default([]),
  events: z.array(data).default([]),
  anyOrder: z.literal(true).optional(),
  zapier: exchange.optional(),
  make: exchange.optional(),
  page: page.optional(),
  subscribe: z.string().optional(),
  delivery: z.string().optional(),
  poll: z.string().optional(),
  event: z.string().optional(),
  body: data.optional(),
  field: z.string().optional(),
  listed: z.array(data).default([]),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
});
export type GoldenCase = z.infer<typeof goldenCase>;

/** Whether a case says anything at all of what must come of it. */
const expects = ({ writes, bundle, bundles, first, message, either }: z.infer<typeof exchange>) =>
  Boolean(writes || bundle || bundles || first || message || either);

const sayingCase = goldenCase.refine(
  ({ zapier, make, choices, ...rest }) =>
    choices || [zapier, make].every((platform) => expects({ ...rest, ...platform })),
  'a case that expects nothing',
);

const list = z.strictObject({ request: z.string(), body: data.default({}), under: z.string().optional() });
const filter = z.strictObject({
  operators: z.array(z.string()),
  always: z.array(z.string()).default([]),
  input: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  /** Whether a value that goes on after the input is asked for as well. */
  andOn: z.boolean().default(false),
});
const passReads = z.strictObject({
  byId: z.string(),
  byExternalId: z.string(),
  /** All tickets of an order, in one object. */
  byOrder: z.string().optional(),
  list,
  filters: z.record(z.string(), filter),
});
export type ListRead = z.infer<typeof list>;
export type Filters = z.infer<typeof passReads>['filters'];

function load<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(parse(readFileSync(join(folder, file), 'utf8'), { merge: true }));
  } catch (error) {
    throw new Error(`test/golden/${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const reads = load(
  'reads.yaml',
  z.strictObject({
    membership: passReads,
    coupon: passReads,
    eventTicket: passReads,
    choices: z.record(z.string(), list),
    eventsThere: z.strictObject({ byDetails: z.string(), list, filters: z.record(z.string(), filter) }),
    events: z.strictObject({ list, filters: z.record(z.string(), filter) }),
    sinks: z.strictObject({ list, byId: z.string() }),
    others: z.array(z.strictObject({ request: z.string(), answer: data })),
  }),
);

export const records = load(
  'records.yaml',
  z.record(
    z.string(),
    z.strictObject({ passType: z.enum(['membership', 'coupon', 'eventTicket']), record: data, bundle: data }),
  ),
);

const members = z.array(z.string()).default([]);
export const bodies = load(
  'bodies.yaml',
  z.record(
    z.string(),
    z.strictObject({
      source: z.string(),
      ways: z.array(data).default([]),
      mayRepeat: members,
      mayBeEmpty: members,
    }),
  ),
);

export const keys = load(
  'keys.yaml',
  z.strictObject({
    links: z.record(z.string(), z.string()),
    action: z.array(z.string()),
    search: z.array(z.string()),
    trigger: z.array(z.string()),
  }),
);

/** All files of cases, by name. */
export const files = readdirSync(folder)
  .filter((file) => /^(?!reads|records|bodies|keys).*\.yaml$/.test(file))
  .map((file) => ({
    file,
    ...load(
      file,
      z.strictObject({
        operation: z.string().default(''),
        keys: z.array(z.string()).optional(),
        cases: z.array(sayingCase),
      }),
    ),
  }));

/** A pass of records.yaml. Throws when there is none. */
export function recordOf(name: string) {
  const found = records[name];
  if (!found) throw new Error(`records.yaml has no ${name}`);
  return found;
}
