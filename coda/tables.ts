// Sync tables: the passes of a project as rows, a page a run, and what is changed in a row written to PassKit.
import * as coda from '@codahq/packs-sdk';
import updatePass from '../creates/updatePass.ts';
import type { Fields } from '../operation/field.ts';
import { runByName } from '../passes/byName.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import type { PassKind } from '../passes/passKind.ts';
import findPass from '../searches/findPass.ts';
import searchPasses from '../searches/searchPasses.ts';
import { customColumns } from './columns.ts';
import { type Cut, cutsOf } from './cuts.ts';
import { edited, keyOf } from './edits.ts';
import { shown } from './errors.ts';
import { runtimeOf } from './http.ts';
import { nextPage, thisPage } from './pages.ts';
import { choicesOf, dateIn, inputsIn, isDate, parametersOf } from './parameters.ts';
import { customProperties, type Properties, passSchema, propertiesOf, rowOf, tableNames } from './schema.ts';

/** How many rows are written at a time: Coda gives them 60 seconds together, and each takes up to four requests. */
const rowsAtOnce = 10;

/** The table of a pass type. */
export function tableOf(kind: PassKind) {
  const { one, many } = tableNames(kind);
  const search = cutFor(searchPasses, kind);
  const update = cutFor(updatePass, kind);
  const find = cutFor(findPass, kind);
  const { createdAfter: _, createdBefore: __, limit: ___, ...narrowed } = search.fields;
  const properties = withChanges(propertiesOf(search.output), update.fields, kind);
  return coda.makeSyncTable({
    name: many,
    identityName: one,
    description: `The passes of a ${kind.project.field.label.toLowerCase()}, with what can be changed written back to PassKit.`,
    connectionRequirement: coda.ConnectionRequirement.Required,
    schema: passSchema(properties),
    dynamicOptions: {
      getSchema: (context, _search, given) =>
        shown(async () => {
          const custom = await customColumns(kind, given ?? {}, context);
          return passSchema({ ...properties, ...customProperties(custom) });
        }),
      propertyOptions: (context) =>
        shown(async () => {
          const key = keyOf(context.propertyName, Object.keys(update.fields));
          const list = dropdownOf(update.fields[key]?.dropdown);
          const row = Object.entries(context.propertyValues).map(([name, value]) => [
            keyOf(name, Object.keys(properties)),
            value,
          ]);
          const items = list ? await choicesOf(list, Object.fromEntries(row), context) : [];
          return items.map(({ id, name }) => ({ display: name, value: id }));
        }),
    },
    formula: {
      name: `Sync${many}`,
      description: `Reads the ${many.toLowerCase()}.`,
      parameters: [...parametersOf(narrowed), created],
      maxUpdateBatchSize: rowsAtOnce,
      execute: ([...values]: unknown[], context: coda.SyncExecutionContext) =>
        shown(async () => {
          const { timezone, sync } = context;
          const range = values[Object.keys(narrowed).length];
          const [from, until] = Array.isArray(range) ? range : [];
          const page = thisPage(sync.continuation, {
            createdAfter: day(from, timezone),
            createdBefore: day(until, timezone),
          });
          const input = { ...inputsIn(narrowed, values, timezone), ...page.input };
          const found = await runByName(search, input, runtimeOf(context));
          const { bundles, continuation } = nextPage(page, found);
          return { result: bundles.map(rowOf), ...(continuation && { continuation }) };
        }),
      executeUpdate: async (
        [project]: unknown[],
        updates: coda.GenericSyncUpdate[],
        context: coda.UpdateSyncExecutionContext,
      ) => ({
        result: await Promise.all(
          updates.map((row) => edited(row, { update, find }, { [kind.project.key]: project }, context)),
        ),
      }),
    },
  });
}

const created = coda.makeParameter({
  type: coda.ParameterType.DateArray,
  name: 'created',
  description: 'Only passes issued between these two dates.',
  optional: true,
});

const day = (value: unknown, zone: string) => (isDate(value) ? dateIn(value, zone) : undefined);

function cutFor(whole: Parameters<typeof cutsOf>[0], { passType }: PassKind): Cut {
  const cut = cutsOf(whole).find((one) => one.passType === passType);
  if (!cut) throw new Error(`${whole.key} is not for ${passType}`);
  return cut;
}

/** The columns, of which those can be changed that an update takes; one that is chosen from a list offers it. */
function withChanges(properties: Properties, fields: Fields, { project }: PassKind): Properties {
  const named = ['id', 'externalId', 'metaData', project.key];
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]) => {
      const field = fields[key];
      if (!field || named.includes(key)) return [key, property];
      const list = dropdownOf(field.dropdown);
      if (!list || property.type !== coda.ValueType.String) return [key, { ...property, mutable: true }];
      const choice = { codaType: coda.ValueHintType.SelectList, options: coda.OptionsType.Dynamic } as const;
      return [key, { ...property, ...choice, mutable: true }];
    }),
  );
}
