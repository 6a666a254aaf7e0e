// How a list is declared whose values fill a dropdown.
import { type Expr, orElse, type Ref, type Value, words } from '../operation/expression.ts';
import type { Dropdown } from '../operation/operation.ts';
import type { List } from '../operation/step.ts';
import type { PassRecord } from '../passkit/objects.ts';

/** An ID as PassKit makes it. */
export const madeByPassKit = '^[0-9A-Za-z]{22}$';

/** A dropdown, with the type of its records. */
export const dropdown = <T>(declaration: Dropdown<T>): Dropdown<T> => declaration;

/** The projects of a pass type. */
export const projectList = (
  passType: string,
  key: string,
  noun: string,
  path: string,
  item: List<{ id: string; name?: string | undefined }>['item'],
) =>
  dropdown({
    key,
    noun,
    sources: { [passType]: { needs: [], list: { path, filters: 'top', item } } },
    id: (record) => record.id,
    name: (record) => orElse(record.name, record.id),
    byName: { key: 'name', ids: madeByPassKit },
  });

/** Whose pass it is, and which of theirs: two holders may have one name, and one holder two passes. */
export const passName = ({ person, id }: Ref<PassRecord>, externalId: Value<string>): Expr<string> =>
  words(orElse(person.displayName, person.emailAddress), orElse(externalId, id));
