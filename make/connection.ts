// The connection of the Make app, and the base that every module and RPC inherits.
import { connectionFields, regionChoices } from '../passkit/connectionFields.ts';
import type { Json } from './iml.ts';
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

const reason = (otherwise: string) =>
  `ifempty(body.message, ifempty(body.error.message, ifempty(body.error, "${otherwise}")))`;

/** What PassKit's validator says, as a person would: as passkit/errors.ts has it. */
const readable = (text: string) => {
  const rule = (tag: string) => `"/^.*Field validation for '([\\w ]+)' failed on the '${tag}.*$/"`;
  const rules = [
    ['"/([a-z])([A-Z])/g"', '"$1 $2"'],
    [rule('required'), '"$1 is missing"'],
    [rule("email'"), '"$1 is not an e-mail address"'],
    [rule('(\\w+)'), `"$1 is not what PassKit accepts there (rule $2)"`],
  ];
  const said = rules.reduce((before, [search, wording]) => `replace(${before}, ${search}, ${wording})`, text);
  return `if(contains(${text}, "Field validation for"), ${said}, ${text})`;
};

/** What the message of a refusal says that has nothing to do with the data. */
export const tryAgain = 'Try again';
/** What it begins with when PassKit does not know an ID. */
export const notFound = 'PassKit could not find it';

/** PassKit's refusals as the errors Make knows, with PassKit's own words. */
export const errors = {
  message: `[{{statusCode}}] {{${reason('PassKit reported a problem')}}}`,
  type: 'RuntimeError',
  '400': {
    message: `PassKit did not accept the data: {{${readable(reason('no reason was given'))}}}`,
    type: 'DataError',
  },
  '401': {
    message: `PassKit did not accept the credentials ({{${reason('no reason was given')}}}). ${tryAgain} when they are corrected in the connection.`,
    type: 'InvalidAccessTokenError',
  },
  '404': { message: `${notFound}: {{${reason('no reason was given')}}}`, type: 'DataError' },
  '409': {
    message: `PassKit has it already: {{${reason('no reason was given')}}}`,
    type: 'DuplicateDataError',
  },
  '429': {
    message: `PassKit asks to slow down ({{${reason('too many requests')}}}). ${tryAgain} later.`,
    type: 'RateLimitError',
  },
  '500': {
    message: `PassKit reported a problem of its own ({{${reason('no reason was given')}}}). ${tryAgain} later.`,
    type: 'ConnectionError',
  },
  '502': { message: `PassKit is not reachable now. ${tryAgain} later.`, type: 'ConnectionError' },
  '503': { message: `PassKit is busy now. ${tryAgain} later.`, type: 'ConnectionError' },
  '504': { message: `PassKit did not answer in time. ${tryAgain} later.`, type: 'ConnectionError' },
};

export const log = { sanitize: ['request.headers.authorization'] };

const base = signing.connection;

export const baseCommunication: Json = {
  baseUrl: 'https://api.{{connection.region}}.passkit.io',
  // The parts of a path are encoded one by one.
  encodeUrl: false,
  temp: { claims: base.claims },
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

/** Reads the account: wrong credentials, and those of the other region, are refused. */
export const connectionCommunication: Json = {
  url: 'https://api.{{parameters.region}}.passkit.io/user/profile',
  method: 'GET',
  temp: { claims: own.claims },
  headers: { authorization: own.header },
  response: {
    valid: {
      condition:
        '{{!contains(ifempty(body.regionId, emptystring), if(parameters.region = "pub1", "pub2", "pub1"))}}',
      message: 'These credentials belong to the other region. Change Region and connect again.',
      type: 'InvalidConfigurationError',
    },
    metadata: { type: 'text', value: `{{${account} + " – " + ${regionName}}}` },
    error: errors,
  },
  log,
};
