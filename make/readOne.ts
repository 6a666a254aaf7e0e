// How Make reads a record that must be there: by PassKit's call for one record. Make fails a module on a 404, which is the
// right end where somebody names what does not exist; it gets the words of the declaration.
import { agrees, all, type Condition, equal, filled, not, type Ref, ref } from '../operation/expression.ts';
import type { FindStep } from '../operation/step.ts';
import { asJson, CannotCompile, imlOf } from './compile.ts';
import { jsonAlone } from './data.ts';
import { errors, printed, saidInJson } from './errors.ts';
import { keysOf } from './find.ts';
import type { Json } from './iml.ts';
import * as iml from './iml.ts';
import { conditional, type Request, raising, told, urlOf } from './request.ts';
import { inTemp, type Module, resolverIn, tempOf } from './resolve.ts';

/** The requests of a find whose record must be there: one for each key it may be named by, of which one is sent. */
export function readOne(step: FindStep, when: Condition, module: Module): Request[] {
  const { name, lookup, project, by, keep, missing } = step;
  if (!missing) throw new CannotCompile('a record that may be missing is looked for in a list');
  const resolve = resolverIn(module);
  const told404 = { message: told(missing, module), type: 'DataError' };
  const keys = keysOf(step);
  const answer = ref<unknown>('item');
  const isRecord = all(filled(lookup.valueIn(answer).id), not(filled(ref('item', 'error'))));
  return keys.flatMap((key, index) => {
    if (key === 'emailAddress') throw new CannotCompile('PassKit reads no record by its e-mail address');
    const call = lookup.get(key, by[key], project);
    const asked = all(when, filled(by[key]), ...keys.slice(0, index).map((other) => not(filled(by[other]))));
    const qs = jsonAlone(call.query, resolve);
    const right = (record: Ref<unknown>): Condition => {
      const has = lookup.valueIn(record);
      return all(equal(has[key], by[key]), agrees(project, has.project), keep ? keep(record) : true);
    };
    const found = resolverIn(module, tempOf(module, name).text);
    const wrong = iml.all(imlOf(asked, resolve), imlOf(not(right(answer)), found));
    return [
      ...conditional(module, imlOf(asked, resolve), {
        url: asJson(urlOf(call, resolve)) ?? '',
        method: call.method,
        ...(qs !== undefined && { qs }),
        ...(call.method !== 'GET' && { body: jsonAlone(call.body, resolve) ?? {} }),
        response: {
          valid: {
            condition: `{{${imlOf(isRecord, resolverIn(module, 'body')).text}}}`,
            ...printed(saidInJson(iml.constant(true))),
          },
          error: { ...errors, 404: told404 } satisfies Json,
          temp: inTemp(module, name, '{{body}}'),
        },
      }),
      // Another answer than what was asked for is not the same as none.
      ...conditional(module, wrong, raising(told404.message)),
    ];
  });
}
