// The polling triggers of the Make app: they look at the newest passes of a project again and again.
import { ref } from '../operation/expression.ts';
import { passTypes } from '../operation/passType.ts';
import type { PollingTrigger } from '../operation/trigger.ts';
import { kinds } from '../passes/kinds.ts';
import { projectField } from '../passes/projectFields.ts';
import type { PassRecord } from '../passkit/objects.ts';
import { triggerOutput } from '../triggers/delivery.ts';
import { recordBundle } from '../triggers/record.ts';
import { asJson, imlOf } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import { perPassType } from './parameters.ts';
import { byPassType, outputOf } from './plans.ts';
import { linesAsArray, textType, urlOf, wholeList } from './requests.ts';
import { resolverIn } from './resolve.ts';
import { described, type MakeTrigger } from './trigger.ts';

const pageSize = 100;

/** The module of a polling trigger. */
export function polling({ by, description, sample }: PollingTrigger): MakeTrigger {
  const places = passTypes.map((passType) => ({
    kind: kinds[passType],
    place: resolverIn({ fields: projectField, passType }, 'item.result'),
  }));
  const each = (of: (one: (typeof places)[number]) => Iml) => byPassType(places.map(of), 'parameters');
  const lists = places.map(({ kind, place }) => ({
    list: kind.lookup.list(ref('input', kind.projectKey)),
    place,
  }));
  const event = String(sample.event);
  const body = (offset: Json): Json => ({
    productionId: '{{if(parameters.passType = "eventTicket", parameters.productionId, undefined)}}',
    filters: {
      limit: pageSize,
      offset,
      orderBy: by,
      orderAsc: false,
      filterGroups: [
        {
          condition: 'AND',
          fieldFilters: [
            {
              filterField: by,
              filterValue: '{{ifempty(data.lastDate, "1970-01-01T00:00:00Z")}}',
              filterOperator: 'gte',
            },
          ],
        },
      ],
    },
  });
  return {
    name: by === 'created' ? 'watchNewPasses' : 'watchUpdatedPasses',
    label: by === 'created' ? 'Watch new passes' : 'Watch updated passes',
    description,
    moduleType: 'trigger',
    code: {
      communication: {
        url:
          asJson(
            byPassType(
              lists.map(({ list, place }) => urlOf(list, place)),
              'parameters',
            ),
          ) ?? '',
        method: 'POST',
        temp: { pages: 'https://{{connection.region}}.pskt.io' },
        body: body(0),
        response: {
          type: textType,
          valid: wholeList,
          limit: '{{parameters.limit}}',
          iterate: { container: `{{${linesAsArray}}}`, condition: '{{item.result}}' },
          trigger: { type: 'date', order: 'desc', id: '{{item.result.id}}', date: `{{item.result.${by}}}` },
          output: outputOf(triggerOutput, (name) =>
            each(({ kind, place }) => imlOf(recordBundle(kind, event, by)[name], place)),
          ),
        },
        pagination: {
          body: body(`{{(pagination.page - 1) * ${pageSize}}}`),
          condition: `{{length(split(body, newline)) >= ${pageSize}}}`,
        },
      },
      epoch: {
        response: {
          limit: 300,
          output: {
            label: `{{${imlOf(holder, resolverIn({ fields: {}, passType: undefined }, 'item.result')).text}}}`,
            date: `{{item.result.${by}}}`,
          },
        },
      },
      staticParams: [
        perPassType(() => []),
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

const record = ref<PassRecord>('item');
const holder = record.person.displayName;
