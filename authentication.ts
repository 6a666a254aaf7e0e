// The PassKit connection on Zapier: what the user fills in, how it is tested, what it is called.
import type { Authentication } from 'zapier-platform-core';
import { connectionFields, regionChoices } from './passkit/connectionFields.ts';
import { testConnection } from './zapier/connectionTest.ts';

const field = (key: keyof typeof connectionFields) => {
  const { label, help } = connectionFields[key];
  return { key, label, helpText: help((name) => name) };
};

export default {
  type: 'custom',
  fields: [
    {
      ...field('region'),
      type: 'string',
      required: true,
      choices: regionChoices.map(({ value, label }) => ({ value, sample: value, label })),
    },
    { ...field('apiKey'), type: 'string', required: false },
    { ...field('apiSecret'), type: 'password', required: false },
    { ...field('apiToken'), type: 'password', required: false },
  ],
  test: testConnection,
  connectionLabel: '{{account}}',
} satisfies Authentication;
