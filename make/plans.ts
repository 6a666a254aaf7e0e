// What the modules of actions and searches share: the plans of an operation by pass type, and its output.
import type { Operation, OutputField, Plan } from '../operation/operation.ts';
import { findOf } from '../operation/step.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { asJson, compiling } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import type { Module } from './resolve.ts';
import { checkSteps, namesOf } from './temp.ts';

/** The plans of an operation, each with the pass type it is for. */
export function plansOf(operation: Operation): { plan: Plan; module: Module }[] {
  const { plans, fields } = operation;
  const several = Object.keys(plans).length > 1;
  const named = new Set(Object.keys(fields).filter((key) => dropdownOf(fields[key]?.dropdown)?.byName));
  const taken = namesOf(operation, named);
  return Object.entries(plans).map(([passType, plan]) => {
    compiling(passType, () => checkSteps(plan));
    return {
      plan,
      module: { fields, passType, several, named, absent: absentIn(plan), taken, known: new Map() },
    };
  });
}

/** The finds that a platform does without which cannot go on where there is no such record. */
const absentIn = ({ steps }: Plan): ReadonlySet<string> =>
  new Set(
    steps.flatMap((step) => {
      const found = findOf(step);
      return found?.optional ? [found.name] : [];
    }),
  );

/** Every output key with its value; what is not known is null, as on Zapier. */
export const outputOf = (output: Record<string, OutputField>, valueFor: (key: string) => Iml): Json =>
  Object.fromEntries(
    Object.entries(output).map(([key, { type }]) => {
      const value = valueFor(key);
      const blank = type === 'keyValues' ? 'parseJSON("{}")' : 'null';
      return [key, value.known ? (asJson(value) ?? null) : `{{${iml.orElse([value], blank).text}}}`];
    }),
  );
