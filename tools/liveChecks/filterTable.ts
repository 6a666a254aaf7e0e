// What still rests on an unverified filter, made from the declarations: a table of docs/live-checks.md.
import { creates } from '../../creates/index.ts';
import type { Operation, Plan } from '../../operation/operation.ts';
import { type FindStep, findOf, lookupKeys } from '../../operation/step.ts';
import { searches } from '../../searches/index.ts';

/** The finds of a plan that may find nothing: on Make a list stands in for them, since it cannot go on after a 404. */
const looks = ({ steps }: Plan): FindStep[] =>
  steps.flatMap((step) => {
    const found = findOf(step);
    // What was read already is not looked for again where nothing was changed since.
    return found && !found.missing && !found.optional && !found.again?.missing ? [found] : [];
  });

/** The fields a find filters a list by; by a PassKit ID a search on Make reads the record itself. */
const fieldsOf = ({ kind }: Operation, { where, by, lookup }: FindStep): string[] =>
  where
    ? where.map(({ field }) => field)
    : lookupKeys
        .filter((key) => by[key] && !(kind === 'search' && key === 'id'))
        .map((key) => lookup.filterField[key]);

/** The rows: operation, platform, pass types, fields. */
export function filterTable(): string {
  const rows = [...creates, ...searches].flatMap((operation) => {
    const plans = Object.entries(operation.plans).map(([passType, plan]) => ({
      passType,
      fields: [...new Set(looks(plan).flatMap((find) => fieldsOf(operation, find)))],
    }));
    return plans
      .filter(({ fields }) => fields.length > 0)
      .map(
        ({ passType, fields }) =>
          `| \`${operation.key}\` | ${passType} | ${fields.map((field) => `\`${field}\``).join(', ')} |`,
      );
  });
  return `## What rests on a filter

With a PassKit ID, and by external ID wherever the pass must be there, both platforms use PassKit's documented call for one
record. Where nothing may be the answer, Make looks in a list, since a module ends on a 404; Zapier does so only by e-mail
address, and in Search Passes. Whatever a list shows is compared with what was asked for before it is used: a filter that does
not work finds nothing, or takes longer, and never finds somebody else's pass. The checks \`email-filter\`, \`key-filters\`,
\`status-filter\` and \`created-filter\` settle them; polling triggers filter by \`created\` and \`updated\`.

| Operation | Pass type | Filter fields on Make |
|---|---|---|
${rows.join('\n')}
`;
}
