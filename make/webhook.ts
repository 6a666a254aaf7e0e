// The webhook of the Make app: how it is attached to PassKit and detached, and what a delivery means.
import { passTypes } from '../operation/passType.ts';
import { kinds } from '../passes/kinds.ts';
import { protocols } from '../passkit/subscriptions.ts';
import { delivery, triggerOutput } from '../triggers/delivery.ts';
import { passEvents } from '../triggers/passEvents.ts';
import { imlOf, type Resolver } from './compile.ts';
import { errors, log, signing } from './connection.ts';
import { constant, type Iml, iml, type Json } from './iml.ts';
import { perPassType } from './parameters.ts';
import { byPassType, outputOf } from './plans.ts';
import { textType } from './requests.ts';
import { resolverIn } from './resolve.ts';
import { sentenceCase } from './wording.ts';

const api = 'https://api.{{connection.region}}.passkit.io';
const headers = { authorization: signing.connection.header };
const claims = signing.connection.claims;
const chosen = (of: (passType: (typeof passTypes)[number]) => Iml) =>
  byPassType(passTypes.map(of), 'parameters');

const project = chosen((passType) => iml(`parameters.${kinds[passType].projectKey}`));
const protocol = chosen((passType) => constant(protocols[passType]));

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
const inDelivery: Resolver = (path) => {
  const [root, first] = path;
  if (root === 'item' && first === 'fingerprint') return iml('md5(createJSON(body))');
  if (root === 'setting' && first === 'pages') return iml('webhook.pages');
  return resolverIn({ fields: {}, passType: undefined }, 'body')(path);
};

const read = (part: Parameters<typeof imlOf>[0]) => imlOf(part, inDelivery).text;
const received: Json = {
  condition: `{{ifempty(body.pass.id, null) != null & contains(parameters.events, ifempty(${read(delivery.event)}, emptystring)) & ifempty(${read(delivery.project)}, webhook.classId) = webhook.classId & ifempty(${read(delivery.passType)}, parameters.passType) = parameters.passType}}`,
  respond: { type: 'json', status: 200, body: { received: true } },
  output: outputOf(triggerOutput, (key) => imlOf(delivery.bundle[key], inDelivery)),
};

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
