// The rules for a Make app as a whole, on a small app written by hand: what keeps them, and each way to break them.
import { checkApp } from '../../make/check.ts';
import { checkTemplate } from '../../standIns/make/engine/iml.ts';

const log = { sanitize: ['request.headers.authorization'] };
const request = { url: 'https://api.pub1.passkit.io/x', log };
const universal = {
  label: 'Make an API call',
  description: 'Performs an arbitrary authorized API call.',
  moduleType: 'universal',
  connection: 'passkit',
  codeFiles: { communication: 'call.json', interface: 'interface.json', samples: 'samples.json' },
};
const components = {
  connection: {
    passkit: { label: 'PassKit', codeFiles: { communication: 'connection.json', common: null } },
  },
  module: { makeApiCall: universal },
  rpc: { tierList: { label: 'Tiers', connection: 'passkit', codeFiles: { communication: 'rpc.json' } } },
  webhook: {
    events: {
      label: 'Events',
      connection: 'passkit',
      codeFiles: { attach: 'attach.json', detach: 'detach.json' },
    },
  },
};
const contents = {
  'base.json': { log },
  'groups.json': [{ label: 'Other', modules: ['makeApiCall'] }],
  'connection.json': request,
  'call.json': { url: '/x' },
  'interface.json': [{ name: 'body', type: 'any', label: 'Body' }],
  'samples.json': { body: '1' },
  'rpc.json': { url: '/tiers' },
  'attach.json': request,
  'detach.json': request,
};
type Files = Record<string, unknown>;

/** What is wrong with the app when some of its components and files are others. */
function problemsOf(files: Files = {}, changed: Files = {}): string {
  const generalCodeFiles = { base: 'base.json', common: null, groups: 'groups.json', readme: null };
  const manifest = { generalCodeFiles, components: { ...components, ...changed } };
  const all = Object.entries({ ...contents, ...files, 'makecomapp.json': manifest });
  const text = ([path, content]: [string, unknown]): [string, string] => [path, JSON.stringify(content)];
  return checkApp(Object.fromEntries(all.map(text)), checkTemplate).join('\n');
}

test('an app that keeps the rules has no problem', () => {
  expect(problemsOf()).toBe('');
});

const relative = { url: '/x', log };
const open = { url: request.url };
const secretOf = (text: string) => ({ 'call.json': { url: '/x', note: text } });

test.each<[what: string, files: Files, problem: RegExp]>([
  [
    'a connection without a whole address',
    { 'connection.json': relative },
    /^The connection must name a whole/,
  ],
  ['a connection that logs its credentials', { 'connection.json': open }, /^The connection must keep/],
  ['attaching without a whole address', { 'attach.json': relative }, /^Attaching the webhook must name/],
  ['attaching that logs its credentials', { 'attach.json': open }, /^Attaching the webhook must keep/],
  [
    'detaching without a whole address',
    { 'detach.json': [request, relative] },
    /^Detaching the webhook must name/,
  ],
  ['detaching that logs its credentials', { 'detach.json': open }, /^Detaching the webhook must keep/],
  [
    'a base that logs other headers alone',
    { 'base.json': { log: { sanitize: ['request.body'] } } },
    /^The base must/,
  ],
  ['a base without a log', { 'base.json': {} }, /^The base must keep/],
  ['a file of nobody', { 'old.json': {} }, /^old\.json belongs to no component/],
  ['a JWT', secretOf(`eyJ${'a'.repeat(20)}.x`), /secret/],
  ['a long key', secretOf('aB3/'.repeat(15)), /secret/],
  [
    'an address of 513 characters',
    { 'call.json': { url: `${'x-'.repeat(256)}x` } },
    /url is longer than 512/,
  ],
  [
    'an expression of over 500 characters',
    { 'call.json': { body: `{{"${'x '.repeat(250)}"}}` } },
    /body has an expression of more than 500/,
  ],
  ['an RPC that is not there', { 'call.json': { options: 'rpc://offerList' } }, /rpc:\/\/offerList/],
  ['an RPC without a name', { 'call.json': { options: 'rpc://' } }, /rpc:\/\/, which is not there/],
  ['an empty help', { 'call.json': { help: '' } }, /a help text is empty/],
])('%s is found', (_what, files, problem) => {
  expect(problemsOf(files)).toMatch(problem);
});

test('what only looks like a secret, or is just short enough, is none', () => {
  expect(problemsOf(secretOf(`eyJ${'a'.repeat(19)}.x`))).toBe('');
  expect(problemsOf(secretOf('aB3/'.repeat(14)))).toBe('');
  expect(problemsOf({ 'call.json': { url: 'x-'.repeat(256) } })).toBe('');
});

test.each<[what: string, changed: Files, problem: RegExp]>([
  [
    'no universal module',
    { module: { other: { ...universal, label: 'Redeem coupon', moduleType: 'action' } } },
    /makeApiCall must have Make’s own/,
  ],
  [
    'a universal module with a label of its own',
    { module: { makeApiCall: { ...universal, label: 'Call' } } },
    /own label/,
  ],
  [
    'a universal module with a description of its own',
    { module: { makeApiCall: { ...universal, description: 'Calls it.' } } },
    /own label and description/,
  ],
  [
    'an RPC with a name Make does not take',
    { rpc: { tier_list: components.rpc.tierList } },
    /tier_list is not a name/,
  ],
  [
    'a connection that is not there',
    { rpc: { tierList: { ...components.rpc.tierList, connection: 'other' } } },
    /tierList uses the connection other/,
  ],
])('%s is found', (_what, changed, problem) => {
  expect(problemsOf({}, changed)).toMatch(problem);
});

test('a component without a label is no app', () => {
  expect(() => problemsOf({}, { module: { makeApiCall: { codeFiles: universal.codeFiles } } })).toThrow(
    /label/,
  );
});
