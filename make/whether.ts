// Whether a list has a record with an own ID among those of one kind. IML cannot pick a record by two of its values, so only
// that there is one is known, not which.
import { type Condition, equal, ref } from '../operation/expression.ts';
import { fieldFilter, limits, listRequest } from '../operation/list.ts';
import type { FindStep } from '../operation/step.ts';
import { withCode } from '../passkit/problems.ts';
import { asJson, CannotCompile, imlOf } from './compile.ts';
import { jsonAlone } from './data.ts';
import { either, plainly, printed, saidInLines } from './errors.ts';
import { decided, keysOf } from './find.ts';
import * as iml from './iml.ts';
import { fromList, records, textType, wholeList } from './listed.ts';
import { conditional, type Request, urlOf } from './request.ts';
import { inTemp, type Module, resolverIn, tempOf } from './resolve.ts';

/** The newest records are looked through, as many as PassKit sends at once: what is asked for is an earlier try of a step. */
export function whetherOneIs(
  step: FindStep,
  { field, is }: NonNullable<FindStep['among']>,
  when: Condition,
  module: Module,
  otherwise: iml.Iml,
): Request[] {
  const { name, lookup, project, where = [], limit } = step;
  const [owner] = where;
  if (keysOf(step).join() !== 'externalId' || where.length !== 1 || !owner || limit)
    throw new CannotCompile('Make looks for an own ID among the records of one owner: one filter, no limit');
  const resolve = resolverIn(module);
  const inRecord = resolverIn(module, 'item');
  const owned = equal(ref<string>('item', ...owner.field.split('.')), owner.value);
  if (step.keep && imlOf(step.keep(ref('item')), inRecord).text !== imlOf(owned, inRecord).text)
    throw new CannotCompile('Make keeps what is the owner’s, and nothing else');
  const { value } = decided({ passType: module.passType, step, resolve });
  const ownerIs = imlOf(owner.value, resolve);
  const request = listRequest(lookup.list(project), {
    limit: limits.searchPage,
    offset: 0,
    fieldFilters: where.map((filter) => fieldFilter(filter.field, filter.operator, filter.value)),
  });
  const key = lookup.filterField.externalId;
  const found = tempOf(module, `${name}Found`);
  const asked = imlOf(when, resolve);
  const seen = iml.choose(iml.filled(value), iml.choose(iml.includes(found, value), iml.constant(true)));
  const others = owner.field.split('.').reduce((list, part) => `map(${list}, "${part}")`, records);
  return [
    ...conditional(module, iml.all(asked, iml.filled(value)), {
      url: asJson(urlOf(request, resolve)) ?? '',
      method: request.method,
      body: jsonAlone(request.body, resolve) ?? {},
      response: {
        type: textType,
        valid: {
          condition: `{{if(${whole}, length(remove(${others}, ${ownerIs.text})) = 0, false)}}`,
          ...printed(either(iml.iml(whole), notTheirs, saidInLines())),
        },
        temp: inTemp(module, `${name}Found`, fromList(`map(${records}, "${key}", "${field}", "${is}")`)),
      },
    }),
    {
      temp: inTemp(module, name, `{{${(otherwise.known ? seen : iml.choose(asked, seen, otherwise)).text}}}`),
    },
  ];
}

const whole = wholeList.condition.slice(2, -2);

/** PassKit's filters are not taken on trust. */
const notTheirs = plainly(
  withCode(
    'PassKit’s list holds what is not of this member, so nothing was done. Try again later.',
    'problem',
  ),
  'ConnectionError',
);
