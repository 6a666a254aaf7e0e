// The connection of the Make app, and the base that every module and RPC inherits.
import { connectionFields, regionChoices } from '../passkit/connectionFields.ts';
import { connectionMistakes } from '../passkit/connectionMistakes.ts';
import { problemOf, withCode } from '../passkit/problems.ts';
import { either, errors, isOfClocks, printed, problemsInTemp, reason, saidOf } from './errors.ts';
import type { Json } from './iml.ts';
import * as iml from './iml.ts';
import { sentenceCase } from './wording.ts';

const parameter = (name: keyof typeof connectionFields, type: string, more: { [key: string]: Json } = {}) => {
  const { label, help } = connectionFields[name];
  return { name, type, label: sentenceCase(label), ...more, help: help(sentenceCase) };
};

export const connectionParameters: Json = [
  parameter('region', 'select', {
    required: true,
    editable: true,
    default: 'pub1',
    options: regionChoices,
  }),
  parameter('apiKey', 'text', { editable: true }),
  parameter('apiSecret', 'password', { editable: true }),
  parameter('apiToken', 'password', { editable: true }),
];

/** A token signed for each request, ten seconds back and fifty ahead, as PassKit wants it; or the long-lived one. */
const signedWith = (credentials: 'connection' | 'parameters') => ({
  claims: { uid: `{{${credentials}.apiKey}}`, iat: '{{timestamp - 10}}', exp: '{{timestamp + 50}}' },
  header: `{{if(${credentials}.apiToken, "Bearer " + ${credentials}.apiToken, if(${credentials}.apiSecret, "Bearer " + jwt(temp.claims, ${credentials}.apiSecret, "HS256"), undefined))}}`,
});

/** How requests are signed: with the connection, or with what is being typed into it. */
export const signing = { connection: signedWith('connection'), parameters: signedWith('parameters') };

export const log = { sanitize: ['request.headers.authorization'] };

const base = signing.connection;

export const baseCommunication: Json = {
  baseUrl: 'https://api.{{connection.region}}.passkit.io',
  // The parts of a path are encoded one by one.
  encodeUrl: false,
  temp: { claims: base.claims, ...problemsInTemp },
  headers: { authorization: base.header },
  response: {
    // Pages of a list may come more than a minute after the first one.
    temp: { claims: { iat: base.claims.iat, exp: base.claims.exp } },
    error: errors,
  },
  log,
};

const own = signing.parameters;
const account = 'ifempty(body.companyName, ifempty(body.username, "PassKit"))';
const regionName = `switch(parameters.region, ${regionChoices.map(({ value, label }) => `"${value}", "${label}"`).join(', ')}, parameters.region)`;

/** What is wrong with the credentials as they were typed; undefined when nothing is. */
const mistake = (() => {
  const says = (name: keyof typeof connectionMistakes) => `"${connectionMistakes[name](sentenceCase)}"`;
  const withKey = `if(parameters.apiSecret, undefined, ${says('noSecret')})`;
  const withoutKey = `if(parameters.apiSecret, ${says('noKey')}, ${says('none')})`;
  const pair = `if(parameters.apiKey, ${withKey}, ${withoutKey})`;
  const beside = 'ifempty(parameters.apiKey, parameters.apiSecret)';
  return `if(parameters.apiToken, if(${beside}, ${says('both')}, undefined), ${pair})`;
})();

const elsewhere =
  ': if PassKit shows another API region under Settings > Developer Tools, change Region; otherwise copy them again.';
/** PassKit says the same of wrong credentials and of the other region's, and a connection has no second request to tell. */
const refused = {
  before: iml.constant(problemOf('credentials').says[0]),
  reason: iml.iml(reason),
  after: iml.iml(`". They were tried in " + ${regionName} + "${withCode(elsewhere, 'credentials')}"`),
  type: iml.constant('InvalidAccessTokenError'),
};
const typed = {
  before: iml.iml('temp.mistake'),
  reason: iml.missing,
  after: iml.constant(withCode('', 'credentials')),
  type: refused.type,
};
const refusedOrLate = either(isOfClocks('parameters.apiToken'), saidOf('clock'), refused);

/** Reads the account: wrong credentials, and those of the other region, are refused. */
export const connectionCommunication: Json = {
  url: 'https://api.{{parameters.region}}.passkit.io/user/profile',
  method: 'GET',
  temp: { claims: own.claims, mistake: `{{${mistake}}}` },
  // What is wrong by itself is not sent, so that PassKit refuses it.
  headers: { authorization: `{{if(temp.mistake, undefined, ${own.header.slice(2, -2)})}}` },
  response: {
    valid: {
      condition:
        '{{!contains(ifempty(body.regionId, emptystring), if(parameters.region = "pub1", "pub2", "pub1"))}}',
      message: 'These credentials belong to the other region. Change Region and connect again.',
      type: 'InvalidConfigurationError',
    },
    metadata: { type: 'text', value: `{{${account} + " – " + ${regionName}}}` },
    error: {
      ...errors,
      401: printed(either(iml.iml('temp.mistake'), typed, refusedOrLate)),
    },
  },
  log,
};
