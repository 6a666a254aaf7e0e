// The lists that inputs are chosen from: those of each pass type, and that of its passes. On Zapier each is a hidden
// trigger, on Make an RPC.
import { ref } from '../operation/expression.ts';
import type { Dropdown } from '../operation/operation.ts';
import type { PassRecord } from '../passkit/objects.ts';
import { dropdown, holder } from './dropdown.ts';
import { kindOf, passTypes, perPassType } from './kinds.ts';

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
    name: holder,
  }),
];

/** The dropdown of a field, by its key. */
export const dropdownOf = (key: string | undefined): Dropdown | undefined =>
  dropdowns.find((candidate) => candidate.key === key);
