// Protects how the runner goes through a chain of requests: what they share, which run, whose output counts.
import { failure, useRunner } from './runnerApp.ts';

const { act, reply, seen } = useRunner();

describe('a chain', () => {
  const first = { url: '/first', response: { temp: { id: '{{body.id}}' }, output: { from: 'first' } } };

  test('shares temp: before a request, then after its response', async () => {
    reply(({ path }) => ({ json: { id: `id of ${path}` } }));
    const communication = [
      { ...first, temp: { before: 'set', id: 'old' }, qs: { id: '{{temp.id}}' } },
      {
        url: '/second',
        temp: { seen: '{{temp.id}}' },
        qs: { before: '{{temp.before}}', id: '{{temp.id}}', seen: '{{temp.seen}}' },
      },
    ];
    await act(communication);
    expect(seen.map(({ path }) => path)).toEqual([
      '/first?id=old',
      '/second?before=set&id=id+of+%2Ffirst%3Fid%3Dold&seen=id+of+%2Ffirst%3Fid%3Dold',
    ]);
  });

  test('expressions of one temp block do not see each other', async () => {
    await act({ url: '/x', temp: { a: 'A', b: '{{ifempty(temp.a, "none")}}' }, qs: { b: '{{temp.b}}' } });
    expect(seen[0]?.path).toBe('/x?b=none');
  });

  test('temp merges arrays item by item and keeps what undefined would replace', async () => {
    const list = (json: string) => `{{parseJSON("${json}")}}`;
    const communication = [
      { temp: { list: list('[1, 2, 3]'), kept: 'k', deep: { a: 1 } } },
      {
        temp: { list: list('[9]'), kept: '{{undefined}}', deep: { b: 2 } },
        response: { output: '{{temp}}' },
      },
    ];
    expect(await act(communication)).toEqual({ list: [9, 2, 3], kept: 'k', deep: { a: 1, b: 2 } });
  });

  test.each<[string, unknown, unknown, string[]]>([
    [
      'a later output replaces an earlier one',
      { url: '/s', response: { output: { from: 'second' } } },
      { from: 'second' },
      ['/first', '/s'],
    ],
    ['so does the body of a request without output', { url: '/s' }, { id: 'i' }, ['/first', '/s']],
    [
      'a request that is skipped leaves it',
      { url: '/s', condition: '{{temp.none}}' },
      { from: 'first' },
      ['/first'],
    ],
    [
      'unless its condition has a default',
      { url: '/s', condition: { condition: false, default: { from: '{{temp.id}}' } } },
      { from: 'i' },
      ['/first'],
    ],
    [
      'a condition sees the temp of its own request',
      { url: '/s', temp: { go: true }, condition: '{{temp.go}}' },
      { id: 'i' },
      ['/first', '/s'],
    ],
    [
      'a step without url gives an output',
      { response: { output: { id: '{{temp.id}}' } } },
      { id: 'i' },
      ['/first'],
    ],
    ['and without one it leaves the earlier', { temp: { a: 1 } }, { from: 'first' }, ['/first']],
    [
      'a step without url may declare the run invalid or not',
      { response: { valid: { condition: '{{temp.id}}' } } },
      { from: 'first' },
      ['/first'],
    ],
    [
      'the wrapper comes last',
      { url: '/s', response: { output: 1, wrapper: { w: '{{output}}' } } },
      { w: 1 },
      ['/first', '/s'],
    ],
  ])('%s', async (_, second, output, paths) => {
    reply({ json: { id: 'i' } });
    expect(await act([first, second])).toEqual(output);
    expect(seen.map(({ path }) => path)).toEqual(paths);
  });

  test('stops at an error', async () => {
    reply({ status: 500 });
    expect(await failure(act([first, { url: '/second' }]))).toMatchObject({ type: 'ConnectionError' });
    expect(seen).toHaveLength(1);
  });
});
