// The webhook of the Make app: how it is attached to PassKit and detached, and what it takes.
import { limits, listRequest } from '../operation/list.ts';
import type { Call } from '../operation/step.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { delivery } from '../triggers/delivery.ts';
import { numbered, passEvents, withinEvents } from '../triggers/passEvents.ts';
import { subscribe, subscriptions, unsubscribe } from '../triggers/subscription.ts';
import { asJson, byType, imlOf, type Resolver } from './compile.ts';
import { log, signing } from './connection.ts';
import { jsonOf, nothingHoisted } from './data.ts';
import { errors } from './errors.ts';
import { constant, filled, type Iml, iml, type Json } from './iml.ts';
import { textType } from './listed.ts';
import { perPassType } from './parameters.ts';
import { urlOf } from './request.ts';
import { pathOf, resolverIn } from './resolve.ts';
import { sentenceCase } from './wording.ts';

const api = 'https://api.{{connection.region}}.passkit.io';
const headers = { authorization: signing.connection.header };
const claims = signing.connection.claims;
const chosen = (of: (passType: string) => Iml) =>
  byType(
    passTypes.map((passType) => [passType, of(passType)]),
    'parameters',
  );

const project = chosen((passType) => iml(`parameters.${kindOf(passType).project.key}`));
const protocol = chosen((passType) => constant(kindOf(passType).protocol.name));

function eventsOf(passType: string): Json[] {
  const events = passEvents.filter((event) => !event.passTypes || event.passTypes.includes(passType));
  const notices = events.flatMap(({ notice }) => notice ?? []);
  return [
    {
      name: 'events',
      type: 'select',
      label: 'Events',
      required: true,
      multiple: true,
      ...(notices.length > 0 && { help: notices.join(' ') }),
      options: events.map(({ event, label }) => ({ value: event, label: sentenceCase(label) })),
    },
  ];
}

const resolverOf =
  (places: Readonly<Record<string, Iml>>): Resolver =>
  ([root, name = '']) => {
    const place = root === 'input' ? places[name] : undefined;
    if (!place) throw new Error(`A subscription on Make has no ${name}`);
    return place;
  };

/** One request about a subscription. It inherits nothing, so it names the whole address. */
function request({ method, path, params, body }: Omit<Call<unknown>, 'answer'>, resolve: Resolver) {
  const hoisted = nothingHoisted();
  const json = body === undefined ? undefined : jsonOf(body, resolve, hoisted);
  return {
    url: `${api}${asJson(urlOf({ path, ...(params && { params }) }, resolve))}`,
    method,
    temp: { claims, ...hoisted.values, ...hoisted.objects },
    headers,
    ...(json !== undefined && { body: json }),
    log,
  };
}

/** The chosen events as PassKit is asked to tell them. */
const pushed = withinEvents.reduce(
  (text, { event, within }) => `replace(${text}, "${event}", "${within.event}")`,
  'join(parameters.events, " ")',
);

/** The numbers of the chosen events. */
const numbers = numbered.reduce(
  (text, { event, number }) => `replace(${text}, "${event}", "${number}")`,
  'join(parameters.events, " ")',
);

/** Asks for the subscriptions of the project, one a line; `temp` is what is kept of the answer, `before` what is known already. */
function listed(
  places: Readonly<Record<'classId' | 'protocol', Iml>>,
  temp: Record<string, Json>,
  before: Record<string, Json> = {},
): Json {
  const asked = listRequest(subscriptions, { limit: limits.searchPage, offset: 0 });
  const { temp: signed, ...rest } = request(asked, resolverOf(places));
  return { ...rest, temp: { ...signed, ...before }, response: { type: textType, temp, error: errors } };
}

/** A configuration is JSON text inside of JSON; of it only the address is kept, so that IML can compare it. */
const addressed = `replace(body, '/"configuration":"([^"\\x5c]|\\x5c.)*?targetUrl\\x5c":\\x5c"([^"\\x5c]*)\\x5c"([^"\\x5c]|\\x5c.)*"/g', '"configuration":"$2"')`;
const earlier = `map(parseJSON("[" + join(split(temp.addressed, newline), ",") + "]"), "result")`;
const { temp: signed, ...removal } = request(
  unsubscribe,
  resolverOf({ protocol, subscriptionId: iml('temp.left') }),
);

/** Ends the subscription that an earlier try has left when its answer was lost: it delivers to the same address. */
const endEarlier: Json[] = [
  listed(
    { classId: project, protocol },
    { addressed: `{{if(statusCode < 400, ${addressed}, emptystring)}}` },
    { pushed: `{{distinct(split(${pushed}, " "))}}` },
  ),
  {
    ...removal,
    temp: { ...signed, left: `{{first(map(${earlier}, "id", "configuration", webhook.url))}}` },
    condition: `{{${filled(iml('temp.left')).text}}}`,
    response: { type: textType, error: errors },
  },
];

const create: Json = {
  ...request(
    subscribe,
    resolverOf({
      classId: project,
      protocol,
      events: iml('temp.pushed'),
      targetUrl: iml('webhook.url'),
    }),
  ),
  response: {
    data: {
      subscriptionId: '{{body.id}}',
      classId: `{{${project.text}}}`,
      protocol: `{{${protocol.text}}}`,
      // How a delivery may name the pass type: by its number, or by its name.
      protocols: `{{${chosen((passType) => constant(Object.values(kindOf(passType).protocol).join(' '))).text}}}`,
      // How a delivery may name the events: by their names, or by their numbers.
      listened: `{{join(parameters.events, " ") + " " + ${numbers}}}`,
      pages: 'https://{{connection.region}}.pskt.io',
    },
    error: errors,
  },
};

const attach: Json = [...endEarlier, create];

/** A subscription that is gone already is no error, so it is looked for first. */
const detach: Json = [
  listed(
    { classId: iml('webhook.classId'), protocol: iml('webhook.protocol') },
    { subscriptions: '{{body}}' },
  ),
  {
    ...request(
      unsubscribe,
      resolverOf({ protocol: iml('webhook.protocol'), subscriptionId: iml('webhook.subscriptionId') }),
    ),
    condition: '{{contains(ifempty(temp.subscriptions, emptystring), webhook.subscriptionId)}}',
    response: { type: textType, error: errors },
  },
];

/** In a webhook the delivery is the body, and what is listened to stands in its parameters. */
const inBody = resolverIn({ fields: {}, passType: '' }, 'body');
const read = (part: Parameters<typeof imlOf>[0]) =>
  imlOf(part, (path) => (path[1] === 'listened' ? { ...iml('parameters.events'), sure: true } : inBody(path)))
    .text;
/** Beside what is listened to: an event that is one of ours where the pass has a status, by its name and its number. */
const within = withinEvents.map(({ event, within: { event: whole, name, status } }) => {
  const names = numbered.flatMap((one) => (one.event === whole ? [one.event, one.number] : []));
  const holds = `contains(parameters.events, "${event}") & ${pathOf(['body', 'pass', 'recordData', name])} = "${status}"`;
  return ` + if(${holds}, " ${names.join(' ')}", emptystring)`;
});
const told = read(delivery.told);
const known = [
  'ifempty(body.pass.id, null) != null',
  `contains(split(webhook.listened${within.join('')}, " "), toString(body.event))`,
  `ifempty(${read(delivery.project)}, webhook.classId) = webhook.classId`,
  'contains(webhook.protocols, ifempty(toString(body.pass.protocol), webhook.protocol))',
];
const received: Json = {
  condition: `{{${known.join(' & ')}}}`,
  respond: { type: 'json', status: 200, body: { received: true } },
  // What the module makes the bundle of.
  output: {
    event: `{{${told}}}`,
    listened: '{{parameters.events}}',
    pass: '{{body.pass}}',
    fingerprint: '{{md5(createJSON(body))}}',
    pages: '{{webhook.pages}}',
  },
};

export const webhook = {
  name: 'passEvents',
  label: 'PassKit pass events',
  code: {
    communication: received,
    params: [perPassType(passTypes, eventsOf)],
    attach,
    detach,
    requiredScope: [],
  },
};
