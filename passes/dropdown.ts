// How a list is declared whose values fill a dropdown.
import { type Expr, orElse, type Ref } from '../operation/expression.ts';
import type { Dropdown } from '../operation/operation.ts';
import type { List } from '../operation/step.ts';
import type { PassRecord } from '../passkit/objects.ts';

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
  });

/** Whose pass it is. */
export const holder = ({ person, id }: Ref<PassRecord>): Expr<string> =>
  orElse(person.displayName, person.emailAddress, id);
