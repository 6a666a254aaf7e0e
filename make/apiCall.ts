// The universal module: any call of PassKit's API.
import type { Json } from './iml.ts';
import { textType } from './listed.ts';
import type { MakeModule } from './modules.ts';

const keyValue: Json = [
  { name: 'key', type: 'text', label: 'Key' },
  { name: 'value', type: 'text', label: 'Value' },
];

/**
 * The path as it was typed, with what no address may hold encoded, such as a space or an umlaut. What separates its
 * parts stays, and so does what is encoded already.
 */
const encodedPath = `replace(${['/', '?', '=', '&', ':', ',', '+', '@', ';'].reduce(
  (text, mark) => `replace(${text}, "${encodeURIComponent(mark)}", "${mark}")`,
  'encodeURL(parameters.url)',
)}, "/%25([0-9A-Fa-f][0-9A-Fa-f])/g", "%$1")`;

/** The universal module: any call, with the connection's credentials, below PassKit's own address. */
export const universal: MakeModule = {
  name: 'makeApiCall',
  label: 'Make an API call',
  description: 'Performs an arbitrary authorized API call.',
  group: 'Other',
  moduleType: 'universal',
  actionCrud: null,
  communication: {
    url: `/{{${encodedPath}}}`,
    method: '{{parameters.method}}',
    headers: { '{{...}}': '{{toCollection(parameters.headers, "key", "value")}}' },
    qs: { '{{...}}': '{{toCollection(parameters.qs, "key", "value")}}' },
    type: 'text',
    body: '{{parameters.body}}',
    response: {
      type: textType,
      output: { body: '{{body}}', headers: '{{headers}}', statusCode: '{{statusCode}}' },
    },
  },
  parameters: [
    {
      name: 'url',
      type: 'text',
      label: 'URL',
      required: true,
      help: 'The path below the address of the PassKit API, such as `/user/profile`. For all calls see [PassKit’s documentation](https://docs.passkit.io).',
    },
    {
      name: 'method',
      type: 'select',
      label: 'Method',
      required: true,
      default: 'GET',
      options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({ value, label: value })),
    },
    {
      name: 'headers',
      type: 'array',
      label: 'Headers',
      help: 'The authorization header is added for you.',
      default: [{ key: 'Content-Type', value: 'application/json' }],
      spec: keyValue,
    },
    { name: 'qs', type: 'array', label: 'Query string', spec: keyValue },
    { name: 'body', type: 'any', label: 'Body', help: 'JSON text.' },
  ],
  interface: [
    { name: 'body', type: 'any', label: 'Body' },
    { name: 'headers', type: 'collection', label: 'Headers' },
    { name: 'statusCode', type: 'number', label: 'Status code' },
  ],
  samples: {
    body: '{"email":"jane@example.com"}',
    headers: { 'content-type': 'application/json' },
    statusCode: 200,
  },
};
