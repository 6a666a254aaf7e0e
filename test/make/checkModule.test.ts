// Each rule for a module of a Make app, on modules written by hand: what keeps it, and each way to break it.
import { checkModule } from '../../make/checkModule.ts';

type Content = Record<string, unknown>;
interface Given {
  label?: string;
  description?: string;
  webhook?: string;
  /** Undefined takes a file away. */
  files?: Record<string, unknown>;
}

const limit = { name: 'limit', type: 'uinteger', label: 'Limit', default: 10 };
const id = { name: 'id', type: 'text', label: 'Pass ID' };
const listing = {
  url: '/x',
  response: { iterate: '{{body}}', limit: '{{parameters.limit}}' },
  pagination: {},
};
const polled = { ...limit, default: 2, required: true };

const modules: Record<string, { label: string; files: Content }> = {
  action: {
    label: 'Redeem a coupon',
    files: { communication: { url: '/{{parameters.id}}' }, mappableParams: [id] },
  },
  search: { label: 'Search coupons', files: { communication: listing, mappableParams: [id, limit] } },
  trigger: {
    label: 'Watch coupons',
    files: { communication: listing, staticParams: [id, polled], epoch: {} },
  },
  instant_trigger: { label: 'Watch events', files: { communication: {} } },
};

/** What is wrong with a module of a type that keeps every rule but for what is given. */
function problemsOf(moduleType: string, { files: changed, ...given }: Given = {}): string {
  const part = modules[moduleType];
  if (!part) throw new Error(`no module of type ${moduleType}`);
  const shared = { interface: [{ name: 'id', type: 'text', label: 'ID' }], samples: { id: '1' } };
  const contents: Content = { ...shared, ...part.files, ...changed };
  const names = Object.keys(contents).filter((name) => contents[name] !== undefined);
  const codeFiles = Object.fromEntries(names.map((name) => [name, name]));
  const webhook = { label: 'Events', codeFiles: {} };
  const hook = moduleType === 'instant_trigger' && { webhook: 'events' };
  const module = { label: part.label, description: 'Does what it says.', moduleType, ...hook, ...given };
  const json = (path: string | null | undefined) => (path ? contents[path] : null);
  return checkModule('mod', { ...module, codeFiles }, { events: webhook }, json).join('\n');
}

test.each(Object.keys(modules))('of type %s that keeps the rules has no problem', (type) => {
  expect(problemsOf(type)).toBe('');
});

test.each(['Make an API call', 'Get a pass by ID'])('“%s” is sentence case', (label) => {
  expect(problemsOf('action', { label })).toBe('');
});

const parameters = (...mappableParams: object[]): Given => ({
  files: { mappableParams: [id, ...mappableParams] },
});
const limited = (of: object): Given => parameters({ ...limit, ...of });
const epoch = (...staticParams: object[]): Given => ({ files: { staticParams } });

const broken: [type: string, what: string, given: Given, problem: RegExp][] = [
  ['action', 'a small first letter', { label: 'coupon ID' }, /sentence case/],
  ['action', 'title case', { label: 'Redeem A Coupon' }, /sentence case/],
  ['action', 'a description that begins small', { description: 'so it Redeems a coupon.' }, /third person/],
  ['action', 'a description that does not end', { description: 'Redeems a coupon. Or not' }, /third person/],
  ['action', 'no description', { description: undefined }, /third person/],
  ['action', 'no interface', { files: { interface: [], samples: {} } }, /no interface/],
  [
    'action',
    'a sample of something else',
    { files: { samples: { name: '1' } } },
    /other keys than its interface/,
  ],
  ['action', 'iterate', { files: { communication: { iterate: 'x' } } }, /only a search may iterate/],
  ['action', 'pagination', { files: { communication: { pagination: {} } } }, /only a search may page/],
  [
    'action',
    'a parameter it does not have',
    { files: { communication: { url: '/{{parameters.id}}/{{parameters.mail}}' } } },
    /the parameter parameters\.mail, which/,
  ],
  ['search', 'a label in the singular', { label: 'Search coupon' }, /Search or List/],
  ['search', 'Search in the middle', { label: 'To Search coupons' }, /Search or List/],
  [
    'search',
    'nothing to iterate',
    { files: { communication: { ...listing, response: { limit: 1 } } } },
    /must iterate/,
  ],
  [
    'search',
    'no limit',
    { files: { communication: { iterate: 'x', pagination: {} } } },
    /a search must have a limit/,
  ],
  ['search', 'one page', { files: { communication: { iterate: 'x', limit: '1' } } }, /must page to the end/],
  ['search', 'a limit that is not last', { files: { mappableParams: [limit, id] } }, /must be last/],
  ['search', 'another limit by default', limited({ default: 5 }), /10 by default/],
  ['search', 'a limit that is required', limited({ required: true }), /not required/],
  [
    'search',
    'no parameter for the limit',
    { files: { mappableParams: [id], communication: { ...listing, response: { iterate: 'x', limit: 1 } } } },
    /must be last/,
  ],
  [
    'search',
    'no parameters',
    {
      files: {
        mappableParams: [],
        communication: { ...listing, url: '/x', response: { iterate: 'x', limit: 1 } },
      },
    },
    /must be last/,
  ],
  [
    'trigger',
    'no parameters',
    { files: { staticParams: [], communication: { ...listing, response: { iterate: 'x', limit: 1 } } } },
    /a limit that is last/,
  ],
  ['trigger', 'no epoch', { files: { epoch: undefined } }, /needs an epoch/],
  ['trigger', 'a limit that is not last', epoch(polled, id), /needs an epoch, and a limit/],
  ['trigger', 'another limit by default', epoch(id, { ...polled, default: 10 }), /2 by default/],
  ['trigger', 'a limit that is not required', epoch(id, { ...polled, required: false }), /and required/],
  ['trigger', 'no limit', epoch(id), /a limit that is last/],
  ['instant_trigger', 'no webhook', { webhook: undefined }, /needs a webhook/],
  ['instant_trigger', 'a webhook that is not there', { webhook: 'others' }, /needs a webhook/],
  ['instant_trigger', 'a request', { files: { communication: { url: '/x' } } }, /no request of its own/],
  ['action', 'a name twice', parameters(id), /mod: id stands twice/],
  ['action', 'no label', parameters({ name: 'a', type: 'text' }), /label of a is not/],
  ['action', 'a small label', parameters({ ...id, name: 'a', label: 'pass ID' }), /label of a is not/],
  ['action', 'a long label', parameters({ ...id, name: 'a', label: 'A b c d e f' }), /label of a is not/],
  ['action', 'help that repeats', parameters({ ...id, name: 'a', help: 'Pass ID' }), /only repeats/],
  [
    'action',
    'a name twice within an array',
    parameters({ name: 'rows', type: 'array', label: 'Rows', spec: [id, id] }),
    /mod\.rows: id stands twice/,
  ],
  [
    'action',
    'a name twice under a dropdown',
    parameters({
      name: 'kind',
      type: 'select',
      label: 'Kind',
      options: { store: 'rpc://x', nested: [id, id] },
    }),
    /mod\.kind: id stands twice/,
  ],
  [
    'action',
    'a name twice under an option',
    parameters({ name: 'kind', type: 'select', label: 'Kind', options: [{ value: 'a', nested: [id, id] }] }),
    /id stands twice/,
  ],
];

test.each(broken)('%s with %s', (type, _what, given, problem) => {
  expect(problemsOf(type, given)).toMatch(problem);
});

test('the options of a dropdown exclude each other, so each may have the same name', () => {
  const options = ['a', 'b'].map((value) => ({ value, nested: [{ ...id, name: 'of' }] }));
  expect(problemsOf('action', parameters({ name: 'kind', type: 'select', label: 'Kind', options }))).toBe('');
});
