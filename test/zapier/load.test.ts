// Protects the time the Zapier app takes to load: it makes no plan and no schema but those that are put off, as only a run needs one.
import type { Operation } from '../../operation/operation.ts';

const mockDeclared: Operation[] = [];
jest.mock('../../operation/operation.ts', () => {
  const actual = jest.requireActual<typeof import('../../operation/operation.ts')>(
    '../../operation/operation.ts',
  );
  const operation: typeof actual.operation = (declaration) => {
    mockDeclared.push(declaration);
    return actual.operation(declaration);
  };
  return { ...actual, operation };
});

const mockMade: string[] = [];
jest.mock('zod', () => {
  const actual = jest.requireActual<Record<string, unknown>>('zod');
  const watched = Object.entries(actual).map(([name, value]) => {
    if (typeof value !== 'function' || name === 'lazy') return [name, value];
    const apply: ProxyHandler<typeof value>['apply'] = (target, self, args) => {
      mockMade.push(name);
      return Reflect.apply(target, self, args);
    };
    return [name, new Proxy(value, { apply })];
  });
  return Object.fromEntries(watched);
});

/** Of which pass types the plan is there already, as a value. */
const made = (declarations: readonly Operation[]) =>
  declarations.flatMap(({ key, plans }) =>
    Object.entries(Object.getOwnPropertyDescriptors(plans))
      .filter(([, { get }]) => !get)
      .map(([passType]) => `${key} ${passType}`),
  );

beforeAll(() => import('../../index.ts'));

test('loading the app makes no plan of any operation', async () => {
  const { creates } = await import('../../creates/index.ts');
  const { searches } = await import('../../searches/index.ts');
  const all = [...creates, ...searches];
  expect(mockDeclared.map(({ key }) => key).toSorted()).toEqual(all.map(({ key }) => key).toSorted());
  expect([...made(mockDeclared), ...made(all)]).toEqual([]);
});

test('loading the app makes no schema but those that are put off', async () => {
  expect(mockMade).toEqual([]);
  const { count } = await import('../../passkit/objects.ts');
  expect(count.parse({ total: 3 })).toEqual({ total: 3 });
  expect(mockMade).toContain('object');
});
