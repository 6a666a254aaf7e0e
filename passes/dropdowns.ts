// The lists that inputs are chosen from: those of each pass type, and that of its passes. On Zapier each is a hidden
// trigger, on Make an RPC.
import { type Expr, orElse, type Ref, ref } from '../operation/expression.ts';
import type { Dropdown } from '../operation/operation.ts';
import type { PassRecord } from '../passkit/objects.ts';
import { dropdown, passName } from './dropdown.ts';
import { kindOf, passTypes, perPassType } from './kinds.ts';

/** The name of a pass of whichever type. */
export const anyPassName = (record: Ref<PassRecord>): Expr<string> =>
  passName(
    record,
    orElse(...passTypes.map((passType) => kindOf(passType).lookup.valueIn(record).externalId)),
  );

export const dropdowns: readonly Dropdown[] = [
  ...passTypes.flatMap((passType) => kindOf(passType).dropdowns),
  dropdown<PassRecord>({
    key: 'pass_list',
    noun: 'Pass',
    ofPasses: true,
    sources: perPassType(({ lookup, project: { key } }) => ({
      needs: [key],
      list: lookup.list(ref('input', key)),
    })),
    id: (item) => item.id,
    name: anyPassName,
  }),
];

/** The dropdown of a field, by its key. */
export const dropdownOf = (key: string | undefined): Dropdown | undefined =>
  dropdowns.find((candidate) => candidate.key === key);
