// The polling triggers of the Make app: they look at the newest records of a project again and again.
import { ref, type Template } from '../operation/expression.ts';
import { fieldFilter, limits, listRequest } from '../operation/list.ts';
import { forType } from '../operation/operation.ts';
import type { PollingTrigger, Watched } from '../operation/trigger.ts';
import { asJson, byType, CannotCompile, type ForType, imlByType, jsonByType, withMade } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { records, textType, wholeList } from './listed.ts';
import { watchParameters } from './parameters.ts';
import { outputOf } from './plans.ts';
import { urlOf } from './request.ts';
import { resolverOfForm } from './resolve.ts';
import { described, type MakeTrigger } from './trigger.ts';
import { descriptionOf } from './wording.ts';

/** The module of a polling trigger. */
export function polling(trigger: PollingTrigger): MakeTrigger {
  const { by, watch, sample, output, fields, passTypes } = trigger;
  const types = passTypes.map((passType) => {
    const watched = forType(trigger.watched, passType);
    if (!watched) throw new CannotCompile(`there is nothing to look at for ${passType}`);
    return { passType, watched, resolve: resolverOfForm({ fields, passType }, 'item') };
  });
  const variants = (template: (watched: Watched) => Template): ForType[] =>
    types.map(({ passType, watched, resolve }) => ({ passType, template: template(watched), resolve }));
  const each = (template: (watched: Watched) => Template) => imlByType(variants(template), 'parameters');
  const size = types.some(({ watched }) => watched.keep !== undefined) ? limits.searchPage : limits.page;
  const since = iml.iml('ifempty(data.lastDate, "1970-01-01T00:00:00Z")');
  const body = (offset: Iml): Json =>
    jsonByType(
      variants(
        ({ list }) =>
          listRequest(list, {
            limit: size,
            offset: ref('made', 'offset'),
            orderBy: by,
            fieldFilters: [fieldFilter(by, 'gte', ref('made', 'since'))],
          }).body,
      ).map((variant) => ({ ...variant, resolve: withMade({ offset, since }, variant.resolve) })),
      'parameters',
    ) ?? {};
  const urls = types.map(
    ({ passType, watched, resolve }) => [passType, urlOf(watched.list, resolve)] as const,
  );
  // Make never gives what is older than the last record it gave. So one that is so new that an older one may still be missing
  // from the list waits for the next time.
  const settled = types.flatMap(({ watched: { settles } }) =>
    settles ? [iml.olderThan(iml.iml(`item.${by}`), settles.seconds)] : [],
  );
  const counts = iml.all(
    each(({ keep }) => keep ?? true),
    ...settled,
  );
  return {
    ...watch,
    description: descriptionOf(trigger),
    moduleType: 'trigger',
    code: {
      communication: {
        url: asJson(byType(urls, 'parameters')) ?? '',
        method: 'POST',
        temp: { pages: 'https://{{connection.region}}.pskt.io' },
        body: body(iml.constant(0)),
        response: {
          type: textType,
          valid: wholeList,
          limit: '{{parameters.limit}}',
          iterate: {
            container: `{{${records}}}`,
            condition: counts.known ? '{{item}}' : `{{${counts.text}}}`,
          },
          trigger: { type: 'date', order: 'desc', id: '{{item.id}}', date: `{{item.${by}}}` },
          output: outputOf(output, (key) => each(({ bundle }) => bundle[key])),
        },
        pagination: {
          body: body(iml.iml(`(pagination.page - 1) * ${size}`)),
          condition: `{{length(split(body, newline)) >= ${size}}}`,
        },
      },
      epoch: {
        response: {
          limit: limits.choices,
          output: { label: `{{${each(({ name }) => name).text}}}`, date: `{{item.${by}}}` },
        },
      },
      staticParams: [
        ...watchParameters(trigger),
        {
          name: 'limit',
          type: 'uinteger',
          label: 'Limit',
          required: true,
          default: 2,
          help: 'The largest number of results in one run.',
        },
      ],
      ...described(output, sample),
    },
  };
}
