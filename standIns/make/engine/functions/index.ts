// The built-in functions of IML that this MODEL of Make's engine knows, by name; any other name is an error.
import { code } from './code.ts';
import { collection } from './collection.ts';
import { date } from './date.ts';
import type { ImlFunction } from './define.ts';
import { general } from './general.ts';
import { list } from './list.ts';
import { text } from './text.ts';

export const functions: Readonly<Record<string, ImlFunction>> = {
  ...general,
  ...text,
  ...list,
  ...collection,
  ...date,
  ...code,
};
