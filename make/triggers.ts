// The triggers of the Make app: one webhook for all events of a pass, and two modules that look again and again.
import { ref } from '../operation/expression.ts';
import { passTypeLabels, passTypes } from '../operation/passType.ts';
import type { PollingTrigger } from '../operation/trigger.ts';
import { kinds } from '../passes/kinds.ts';
import { projectField } from '../passes/projectFields.ts';
import type { PassRecord } from '../passkit/objects.ts';
import { protocols } from '../passkit/subscriptions.ts';
import { delivery, triggerOutput, triggerSample } from '../triggers/delivery.ts';
import { pollingTriggers } from '../triggers/index.ts';
import { passEvents } from '../triggers/passEvents.ts';
import { recordBundle } from '../triggers/record.ts';
import { asJson, imlOf, type Place } from './compile.ts';
import { errors, log, signing } from './connection.ts';
import { constant, type Iml, iml, type Json } from './iml.ts';
import { byPassType } from './modules.ts';
import { interfaceOf } from './parameters.ts';
import { placeIn } from './place.ts';
import { linesAsArray, textType, urlOf, wholeList } from './requests.ts';
import { camelCase, sentenceCase } from './wording.ts';

const api = 'https://api.{{connection.region}}.passkit.io';
const headers = { authorization: signing.connection.header };
const claims = signing.connection.claims;
const chosen = (of: (passType: (typeof passTypes)[number]) => Iml) =>
  byPassType(passTypes.map(of), 'parameters');

const project = chosen((passType) => iml(`parameters.${kinds[passType].projectKey}`));
const protocol = chosen((passType) => constant(protocols[passType]));

/** The project, with its dropdown, and what else belongs to a pass type, nested in its option. */
const perPassType = (more: (passType: (typeof passTypes)[number]) => Json[]): Json => ({
  name: 'passType',
  type: 'select',
  label: 'Pass type',
  required: true,
  options: passTypes.map((value) => {
    const key = kinds[value].projectKey;
    const { label, dropdown } = projectField[key];
    const select = {
      name: key,
      type: 'select',
      label,
      required: true,
      options: `rpc://${camelCase(dropdown)}`,
    };
    return { value, label: sentenceCase(passTypeLabels[value]), nested: [select, ...more(value)] };
  }),
});

const eventsOf = (passType: (typeof passTypes)[number]): Json[] => [
  {
    name: 'events',
    type: 'select',
    label: 'Events',
    required: true,
    multiple: true,
    options: passEvents
      .filter((event) => !event.passTypes || event.passTypes.includes(passType))
      .map(({ event, label }) => ({ value: event, label: sentenceCase(label) })),
  },
];

const wants = (event: string) => `contains(parameters.events, "${event}")`;
const family = (name: string) => passEvents.filter((event) => event.family === name);
/** The chosen events of a family, as a list: IML cannot filter, so each stands in `temp` as a list of one. */
const chosenEvents = family('passEventId')
  .map(({ event }) => `if(${wants(event)}, temp.${event}, emptyarray)`)
  .join(', ');
const ids = (name: string) => {
  const [first] = family(name);
  return first ? `{{if(${wants(first.event)}, temp.${first.event}, undefined)}}` : null;
};

const attach: Json = {
  url: `${api}/integrations/sink`,
  method: 'POST',
  temp: {
    claims,
    configuration: { targetUrl: '{{webhook.url}}', actionMethod: 'METHOD_POST' },
    ...Object.fromEntries(
      passEvents.map(({ event, family }) => [event, family === 'passEventId' ? [event] : { ids: [event] }]),
    ),
  },
  headers,
  body: {
    classId: `{{${project.text}}}`,
    protocol: `{{${protocol.text}}}`,
    passEventId: `{{merge(${chosenEvents})}}`,
    couponEvents: ids('couponEvents'),
    membershipEvents: ids('membershipEvents'),
    status: 'INTEGRATION_ACTIVE',
    configType: 'WEBHOOK',
    configuration: '{{createJSON(temp.configuration)}}',
  },
  response: {
    data: {
      subscriptionId: '{{body.id}}',
      classId: `{{${project.text}}}`,
      protocol: `{{${protocol.text}}}`,
      pages: 'https://{{connection.region}}.pskt.io',
    },
    error: errors,
  },
  log,
};

/** A subscription that is gone already is no error, so it is looked for first. */
const detach: Json = [
  {
    url: `${api}/integrations/sinks/list`,
    method: 'POST',
    temp: { claims },
    headers,
    body: { classId: '{{webhook.classId}}', protocol: '{{webhook.protocol}}', filters: { limit: -1 } },
    response: { type: textType, temp: { subscriptions: '{{body}}' }, error: errors },
    log,
  },
  {
    url: `${api}/integrations/sink/{{webhook.protocol}}/{{webhook.subscriptionId}}`,
    method: 'DELETE',
    condition: '{{contains(ifempty(temp.subscriptions, emptystring), webhook.subscriptionId)}}',
    temp: { claims },
    headers,
    response: { type: textType, error: errors },
    log,
  },
];

/** In a webhook the delivery is the body, and what was kept when it was attached is `webhook`. */
const inDelivery: Place = (path) => {
  const [root, first] = path;
  if (root === 'item' && first === 'fingerprint') return iml('md5(createJSON(body))');
  if (root === 'setting' && first === 'pages') return iml('webhook.pages');
  return placeIn({ fields: {}, passType: undefined }, 'body')(path);
};

const read = (part: Parameters<typeof imlOf>[0]) => imlOf(part, inDelivery).text;
const received: Json = {
  condition: `{{ifempty(body.pass.id, null) != null & contains(parameters.events, ifempty(${read(delivery.event)}, emptystring)) & ifempty(${read(delivery.project)}, webhook.classId) = webhook.classId & ifempty(${read(delivery.passType)}, parameters.passType) = parameters.passType}}`,
  respond: { type: 'json', status: 200, body: { received: true } },
  output: outputOf((key) => imlOf(delivery.bundle[key], inDelivery)),
};

function outputOf(read: (key: string) => Iml): Json {
  return Object.fromEntries(
    Object.entries(triggerOutput).map(([key, { type }]) => {
      const value = read(key);
      const blank = type === 'keyValues' ? 'parseJSON("{}")' : 'null';
      return [key, value.known ? (asJson(value) ?? null) : `{{ifempty(${value.text}, ${blank})}}`];
    }),
  );
}

export const webhook = {
  name: 'passEvents',
  label: 'PassKit pass events',
  code: {
    communication: received,
    params: [perPassType(eventsOf)],
    attach,
    detach,
    requiredScope: [],
  },
};

export interface MakeTrigger {
  name: string;
  label: string;
  description: string;
  moduleType: 'instant_trigger' | 'trigger';
  code: Record<string, Json>;
}

const described = { interface: interfaceOf(triggerOutput), scope: [] };

const instant: MakeTrigger = {
  name: 'watchPassEvents',
  label: 'Watch pass events',
  description: 'Triggers when a pass is issued, installed, changed, removed, expired, deleted or redeemed.',
  moduleType: 'instant_trigger',
  code: {
    communication: {},
    staticParams: [],
    mappableParams: [],
    ...described,
    samples: asSample('PASS_EVENT_RECORD_UPDATED'),
  },
};

const pageSize = 100;

function polling({ by, description, sample }: PollingTrigger): MakeTrigger {
  const places = passTypes.map((passType) => ({
    kind: kinds[passType],
    place: placeIn({ fields: projectField, passType }, 'item.result'),
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
          output: outputOf((name) =>
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
            label: `{{${imlOf(holder, placeIn({ fields: {}, passType: undefined }, 'item.result')).text}}}`,
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
      ...described,
      samples: asSample(event),
    },
  };
}

const record = ref<PassRecord>('item');
const holder = record.person.displayName;

function asSample(event: string): Json {
  return JSON.parse(JSON.stringify(triggerSample(event)));
}

export const triggers: readonly MakeTrigger[] = [instant, ...pollingTriggers.map(polling)];
