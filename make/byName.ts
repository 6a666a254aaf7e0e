// A program, tier, campaign, offer, production or ticket type by its name, on Make: what cannot be an ID is looked up in its
// list before anything else is asked. Make cannot go on after a refusal, so the look is not put off as on Zapier.
import { appliesTo } from '../operation/field.ts';
import { type MistakeCode, oneOf } from '../operation/input.ts';
import { limits, listRequest } from '../operation/list.ts';
import type { Operation } from '../operation/operation.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { withCode } from '../passkit/problems.ts';
import { asJson } from './compile.ts';
import { jsonAlone } from './data.ts';
import type { Iml } from './iml.ts';
import * as iml from './iml.ts';
import { fromList, records, textType, wholeList } from './listed.ts';
import { plansOf } from './plans.ts';
import { conditional, type Request, raising, urlOf } from './request.ts';
import { resolverIn } from './resolve.ts';
import { sentenceCase } from './wording.ts';

/** The requests that put an ID in the place of each name; none is sent for an ID. */
export function lookUpNames(operation: Operation): Request[] {
  return Object.entries(operation.fields).flatMap(([key, field]) => {
    const list = dropdownOf(field.dropdown);
    if (!list?.byName) return [];
    const { byName, sources } = list;
    const given = iml.iml(`parameters.${key}`);
    const isId = `replace(ifempty(${given.text}, emptystring), "/${byName.ids}/", emptystring) = emptystring`;
    const mayBeName = iml.all(iml.filled(given), iml.not({ text: isId, binding: 10, boolean: true }));
    return plansOf(operation).flatMap(({ module }) => {
      const source = sources[module.passType];
      if (!source || !appliesTo(field, module.passType)) return [];
      const resolve = resolverIn(module);
      const request = listRequest(source.list, { limit: limits.searchPage, offset: 0 });
      const found = (by: string) => `map(${records}, "id", "${by}", ${given.text})`;
      const ids = iml.iml(`temp.named.${key}`);
      const one: Iml = { text: `length(${ids.text}) = 1`, binding: 10, boolean: true };
      const message = iml.join(
        iml.constant(`There is no ${sentenceCase(field.label).toLowerCase()} “`),
        iml.quoted(given),
        iml.constant(`”, or there are several. ${oneOf}`),
        iml.iml(`temp.named.${key}List`),
        iml.constant(withCode('.', 'no_such_name' satisfies MistakeCode)),
      );
      return [
        ...conditional(module, mayBeName, {
          url: asJson(urlOf(request, resolve)) ?? '',
          method: request.method,
          body: jsonAlone(request.body, resolve) ?? {},
          response: {
            type: textType,
            valid: wholeList,
            temp: {
              named: {
                // A tier may have an ID that looks like a name.
                [key]: fromList(`if(length(${found('id')}) = 1, ${found('id')}, ${found(byName.key)})`),
                [`${key}List`]: fromList(`join(slice(map(${records}, "${byName.key}"), 0, 20), ", ")`),
              },
            },
          },
        }),
        ...conditional(module, iml.all(mayBeName, iml.not(one)), raising(asJson(message) ?? '')),
        {
          temp: {
            [key]: `{{${iml.choose(iml.all(mayBeName, one), iml.iml(`first(${ids.text})`), iml.iml(`temp.${key}`)).text}}}`,
          },
        },
      ];
    });
  });
}
