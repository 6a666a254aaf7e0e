// The pass types, looked up by name.
import { lazily } from '../operation/lazily.ts';
import { kinds } from './index.ts';
import type { PassKind } from './passKind.ts';

export type PassType = keyof typeof kinds;

export const isPassType = (name: string): name is PassType => Object.hasOwn(kinds, name);

/** The pass types in the order in which users see them. */
export const passTypes: readonly PassType[] = Object.keys(kinds).filter(isPassType);

/** The facts of a pass type. Throws when there is none of that name. */
export function kindOf(passType: string): PassKind {
  if (!isPassType(passType)) throw new Error(`There is no pass type ${passType}`);
  const any: Readonly<Record<PassType, PassKind>> = kinds;
  return any[passType];
}

/** Something for each of some pass types, by name, made when it is needed; for all of them when none are named. */
export const perPassType = <T>(
  make: (kind: PassKind) => T,
  types: readonly string[] = passTypes,
): Record<string, T> => lazily(types, (passType) => make(kindOf(passType)));
