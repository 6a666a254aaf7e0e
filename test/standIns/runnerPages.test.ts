// Protects how the runner reads lists: lines of text, items, pages and limits.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { failure, type Seen, useRunner } from './runnerApp.ts';

const { act, reply, search, seen } = useRunner();

const lines = (...items: unknown[]) => ({
  text: items.map((item) => `${JSON.stringify(item)}\r\n`).join(''),
});
const asLines = {
  type: { '*': 'text', '400-599': 'automatic' },
  iterate: {
    container: "{{parseJSON('[' + join(split(body, newline), ',') + ']')}}",
    condition: '{{item.result}}',
  },
  output: { id: '{{item.result.id}}' },
};
const ids = (bundles: Record<string, unknown>[]) => bundles.map(({ id }) => id);

describe('a list', () => {
  test('of JSON lines is read from text, without the lines that are no result', async () => {
    reply(lines({ result: { id: 1 } }, { error: { code: 2 } }, { result: { id: 3 } }));
    expect(await search({ url: '/list', response: asLines })).toEqual([{ id: 1 }, { id: 3 }]);
    reply({ text: '' });
    expect(await search({ url: '/list', response: asLines })).toEqual([]);
  });

  test('gives its items when there is no output', async () => {
    reply({ json: { items: [{ id: 1 }, { id: 2 }] } });
    expect(await search({ url: '/list', response: { iterate: '{{body.items}}' } })).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
  });

  test('may be the output itself', async () => {
    reply({ json: [{ id: 1 }, { id: 2 }] });
    expect(await search({ url: '/list', response: { limit: 1 } })).toEqual([{ id: 1 }]);
  });

  test.each<[string, unknown, unknown]>([
    ['the items are not an array', { iterate: '{{body.items}}' }, {}],
    ['an item is not a collection', { iterate: '{{body}}' }, [1]],
    ['the limit is no number', { limit: '{{body}}', iterate: '{{body}}' }, []],
  ])('is refused when %s', async (_, response, json) => {
    reply({ json });
    await expect(search({ url: '/list', response })).rejects.toThrow(ModelError);
  });
});

describe('pages', () => {
  const total = 5;
  const page = ({ text }: Seen) => {
    const { offset } = JSON.parse(text);
    const items = Array.from({ length: total }, (_, id) => ({ result: { id } }));
    return lines(...items.slice(offset, offset + 2));
  };
  const byOffset = {
    url: '/list',
    method: 'POST',
    headers: { first: '1' },
    body: { limit: 2, offset: 0 },
    response: { ...asLines, limit: '{{parameters.limit}}' },
    pagination: {
      headers: { page: '{{pagination.page}}' },
      body: { limit: 2, offset: '{{(pagination.page - 1) * 2}}' },
      condition: '{{length(split(body, newline)) >= 2}}',
    },
  };
  const offsets = () => seen.map(({ text }) => JSON.parse(text).offset);

  test('go on while the condition holds; headers merge and the body is replaced', async () => {
    reply(page);
    expect(ids(await search(byOffset))).toEqual([0, 1, 2, 3, 4]);
    expect(offsets()).toEqual([0, 2, 4]);
    expect(seen.map(({ headers }) => [headers.first, headers.page])).toEqual([
      ['1', undefined],
      ['1', '2'],
      ['1', '3'],
    ]);
  });

  test.each([
    [1, [0], [0]],
    [2, [0, 1], [0]],
    [3, [0, 1, 2], [0, 2]],
    [9, [0, 1, 2, 3, 4], [0, 2, 4]],
  ])('stop at a limit of %d', async (limit, expected, asked) => {
    reply(page);
    expect(ids(await search(byOffset, { limit: String(limit) }))).toEqual(expected);
    expect(offsets()).toEqual(asked);
  });

  test('do not begin with a limit of 0', async () => {
    expect(await failure(search(byOffset, { limit: '0' }))).toMatchObject({
      type: 'InvalidConfigurationError',
    });
    expect(seen).toEqual([]);
  });

  test('stop at an empty page, and after fifty more', async () => {
    const endless = { ...byOffset, pagination: { ...byOffset.pagination, condition: true } };
    reply(page);
    await search(endless);
    expect(offsets()).toEqual([0, 2, 4, 6]);
    reply(lines({ result: { id: 1 } }));
    seen.length = 0;
    await search(endless);
    expect(seen).toHaveLength(51);
  });

  test('ask the condition twice: after the answer, and with the number of the next page', async () => {
    reply({ json: { items: [{ id: 1 }] } });
    const upTo = (condition: string) => ({
      url: '/list',
      response: { iterate: '{{body.items}}' },
      pagination: { qs: { page: '{{pagination.page}}' }, condition },
    });
    await search(upTo('{{pagination.page <= 2}}'));
    expect(seen.map(({ path }) => path)).toEqual(['/list', '/list?page=2']);
    seen.length = 0;
    await search(upTo('{{pagination.page = 1}}'));
    expect(seen).toHaveLength(1);
  });

  test('may follow the last item and the last body, and evaluate inherited headers again', async () => {
    reply(({ path }) => ({
      json: { next: path.includes('after') ? null : 'n', items: [{ id: 'a' }, { id: 'b' }] },
    }));
    const communication = {
      url: '/list',
      temp: { calls: 0 },
      headers: { calls: '{{temp.calls}}' },
      response: { temp: { calls: '{{temp.calls + 1}}' }, iterate: '{{body.items}}' },
      pagination: {
        url: '/list/{{body.next}}',
        qs: { after: '{{iterate.container.last.id}}' },
        condition: '{{body.next}}',
      },
    };
    await search(communication);
    expect(seen.map(({ path, headers }) => [path, headers.calls])).toEqual([
      ['/list', '0'],
      ['/list/n?after=b', '1'],
    ]);
  });

  test('and items are not for actions', async () => {
    await expect(act({ url: '/x', pagination: {} })).rejects.toThrow(ModelError);
    await expect(act({ url: '/x', response: { iterate: '{{body}}' } })).rejects.toThrow(ModelError);
    expect(seen).toEqual([]);
  });
});

test('a run sends a hundred requests at most, and only the limit of its last request counts', async () => {
  reply({ json: [{ id: 1 }, { id: 2 }] });
  const request = { url: '/list', response: { limit: 1 } };
  const chain = (length: number) => Array.from({ length }, () => request);
  expect(await failure(search(chain(101)))).toMatchObject({ type: 'RuntimeError' });
  expect(seen).toHaveLength(100);
  expect(await search([request, { url: '/list' }])).toHaveLength(2);
});
