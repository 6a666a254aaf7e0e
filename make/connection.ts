// The connection of the Make app, and the base that every module and RPC inherits.
import { connectionFields, regionChoices } from '../passkit/connectionFields.ts';
import { connectionMistakes } from '../passkit/connectionMistakes.ts';
import { isProblemCode, type ProblemCode, problemOf, withCode } from '../passkit/problems.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import { inMakesWords, sentenceCase } from './wording.ts';

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

const reason =
  'ifempty(body.message, ifempty(body.error.message, ifempty(body.error, "no reason was given")))';

/** PassKit's reason; what its validator says, as a person would: as passkit/errors.ts has it. */
const readable = [
  [
    `"/^.*Field validation for '(\\w+)' failed on the '(\\w+).*$/"`,
    '"$1 is not what PassKit accepts there (rule $2)"',
  ],
  [`"/^.*value for u?int.* field (\\w+): (.*)$/"`, '"$1 is no whole number PassKit takes: $2"'],
  ['"/is not.*rule required.*/"', '"is missing"'],
  ['"/is not.*rule email[)]/"', '"is not an e-mail address"'],
  ['"/([a-z])([A-Z])(?=\\w* is )/g"', '"$1 $2"'],
].reduce((before, [search, wording]) => `replace(${before}, ${search}, ${wording})`, reason);

const makeType: Record<ProblemCode, string> = {
  rejected: 'DataError',
  not_found: 'DataError',
  exists: 'DuplicateDataError',
  credentials: 'InvalidAccessTokenError',
  forbidden: 'RuntimeError',
  clock: 'ConnectionError',
  slow_down: 'RateLimitError',
  busy: 'ConnectionError',
  no_answer: 'ConnectionError',
  problem: 'ConnectionError',
  unsure: 'DataError',
};

const labels = Object.values(connectionFields).map(({ label }) => label);

export function errorFor(code: ProblemCode) {
  const { says, next } = problemOf(code);
  const [before, after] = says;
  const sentence =
    after === undefined ? before : `${before}{{${code === 'rejected' ? readable : reason}}}${after}`;
  return { message: withCode(`${sentence} ${inMakesWords(next, labels)}`, code), type: makeType[code] };
}

type MakeError = ReturnType<typeof errorFor>;
type MakeErrors = MakeError & { [status: `${number}`]: MakeError };

/** PassKit's refusals as the errors Make knows, by their status. */
export const errors: MakeErrors = {
  ...errorFor('problem'),
  ...Object.fromEntries(
    Object.keys(makeType)
      .filter(isProblemCode)
      .flatMap((code) => problemOf(code).statuses.map((status) => [String(status), errorFor(code)] as const)),
  ),
};

/** What a lost answer is, said with `code`: where the call must not be sent again, no error that Make repeats by itself. */
export function lostUnlessRepeatable(code: ProblemCode, repeatable: Iml): MakeError {
  if (repeatable.known) return errorFor(repeatable.known.value ? code : 'unsure');
  const unsure = errorFor('unsure');
  const either = (said: Iml, otherwise: string) =>
    `{{${iml.choose(repeatable, said, iml.constant(otherwise)).text}}}`;
  const [before, ...rest] = errorFor(code).message.split(/{{(.*)}}/);
  return {
    message: [
      either(iml.constant(before), unsure.message),
      ...rest.map((part, index) => either(index === 0 ? iml.iml(part) : iml.constant(part), '')),
    ].join(''),
    type: either(iml.constant(makeType[code]), unsure.type),
  };
}

/**
 * The errors of a call that must not always be sent again, and what it says of a record that is not there. Nothing where it
 * always may be sent, and says nothing of its own.
 */
export function errorsUnlessRepeatable(repeatable: Iml, missing?: string): { error?: MakeErrors } {
  const told = missing === undefined ? {} : { 404: { message: missing, type: makeType.not_found } };
  if (repeatable.known?.value) return missing === undefined ? {} : { error: { ...errors, ...told } };
  const codes: ProblemCode[] = ['busy', 'no_answer', 'problem'];
  const own = codes.flatMap((code) =>
    problemOf(code).statuses.map(
      (status) => [String(status), lostUnlessRepeatable(code, repeatable)] as const,
    ),
  );
  return { error: { ...errors, ...Object.fromEntries(own), ...told } };
}

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

/** What is wrong with the credentials as they were typed; undefined when nothing is. */
const mistake = (() => {
  const says = (name: keyof typeof connectionMistakes) => `"${connectionMistakes[name](sentenceCase)}"`;
  const withKey = `if(parameters.apiSecret, undefined, ${says('noSecret')})`;
  const withoutKey = `if(parameters.apiSecret, ${says('noKey')}, ${says('none')})`;
  const pair = `if(parameters.apiKey, ${withKey}, ${withoutKey})`;
  const beside = 'ifempty(parameters.apiKey, parameters.apiSecret)';
  return `if(parameters.apiToken, if(${beside}, ${says('both')}, undefined), ${pair})`;
})();

const credentials = problemOf('credentials').says[0];
/** PassKit says the same of wrong credentials and of the other region's, and a connection has no second request to tell. */
const refused = `"${credentials}" + ${reason} + ". They were tried in " + ${regionName} + ": if PassKit shows another API region under Settings > Developer Tools, change Region. Otherwise copy them from there again."`;

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
      '401': { ...errors['401'], message: withCode(`{{ifempty(temp.mistake, ${refused})}}`, 'credentials') },
    },
  },
  log,
};
