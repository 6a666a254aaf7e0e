// The polling triggers of the Make app: they look at the newest passes of a project again and again.
import { type Expr, ref, type Template } from '../operation/expression.ts';
import { fieldFilter, limits, listRequest } from '../operation/list.ts';
import type { PollingTrigger } from '../operation/trigger.ts';
import { anyPassName } from '../passes/dropdowns.ts';
import { kindOf } from '../passes/kinds.ts';
import type { PassKind } from '../passes/passKind.ts';
import type { PassRecord } from '../passkit/objects.ts';
import { triggerOutput } from '../triggers/delivery.ts';
import { recordEvent } from '../triggers/record.ts';
import { asJson, byType, imlByType, imlOf, jsonByType, type Variant, withMade } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { records, textType, wholeList } from './listed.ts';
import { perPassType } from './parameters.ts';
import { outputOf } from './plans.ts';
import { urlOf } from './request.ts';
import { resolverIn } from './resolve.ts';
import { described, type MakeTrigger } from './trigger.ts';

/** The module of a polling trigger. */
export function polling({ by, watch, description, sample, fields, passTypes }: PollingTrigger): MakeTrigger {
  const types = passTypes.map((passType) => ({
    passType,
    kind: kindOf(passType),
    resolve: resolverIn({ fields, passType }, 'item'),
  }));
  const variants = (template: (kind: PassKind) => Template): Variant[] =>
    types.map(({ passType, kind, resolve }) => ({ passType, template: template(kind), resolve }));
  const listOf = (kind: PassKind) => kind.lookup.list(ref('input', kind.project.key));
  const event = String(sample.event);
  const since = iml.iml('ifempty(data.lastDate, "1970-01-01T00:00:00Z")');
  const body = (offset: Iml): Json =>
    jsonByType(
      variants(
        (kind) =>
          listRequest(listOf(kind), {
            limit: limits.page,
            offset: ref('made', 'offset'),
            orderBy: by,
            fieldFilters: [fieldFilter(by, 'gte', ref('made', 'since'))],
          }).body,
      ).map((variant) => ({ ...variant, resolve: withMade({ offset, since }, variant.resolve) })),
      'parameters',
    ) ?? {};
  const urls = types.map(({ passType, kind, resolve }) => [passType, urlOf(listOf(kind), resolve)] as const);
  const name: Expr = anyPassName(ref<PassRecord>('item'));
  return {
    ...watch,
    description,
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
          iterate: { container: `{{${records}}}`, condition: '{{item}}' },
          trigger: { type: 'date', order: 'desc', id: '{{item.id}}', date: `{{item.${by}}}` },
          output: outputOf(triggerOutput, (key) =>
            imlByType(
              variants((kind) => recordEvent(kind, event, by)[key]),
              'parameters',
            ),
          ),
        },
        pagination: {
          body: body(iml.iml(`(pagination.page - 1) * ${limits.page}`)),
          condition: `{{length(split(body, newline)) >= ${limits.page}}}`,
        },
      },
      epoch: {
        response: {
          limit: limits.choices,
          output: {
            label: `{{${imlOf(name, resolverIn({ fields, passType: '' }, 'item')).text}}}`,
            date: `{{item.${by}}}`,
          },
        },
      },
      staticParams: [
        perPassType(passTypes, () => []),
        {
          name: 'limit',
          type: 'uinteger',
          label: 'Limit',
          required: true,
          default: 2,
          help: 'The largest number of passes in one run.',
        },
      ],
      ...described(event),
    },
  };
}
