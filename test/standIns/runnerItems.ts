// What the tests of polling triggers share: a list that a server gives in pages, and triggers that read it.
import type { Watch } from '../../standIns/make/engine/index.ts';
import { type Seen, useRunner } from './runnerApp.ts';

interface Item {
  id: number;
  at: string;
}

const pageSize = 2;
const limit = { name: 'limit', type: 'uinteger', label: 'Limit', required: true };

/** A day of January as a time. */
export const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

export const byDate = { type: 'date', id: '{{item.id}}', date: '{{item.at}}' };
export const byId = { type: 'id', id: '{{item.id}}' };

/** The communication of a trigger that reads pages in this order. */
export const watching = (order: string, trigger: object = byDate) => ({
  url: '/items',
  qs: { order, after: '{{data.lastDate}}', afterId: '{{data.lastID}}' },
  response: {
    iterate: '{{body.items}}',
    output: { id: '{{item.id}}' },
    trigger: { ...trigger, order },
    limit: '{{parameters.limit}}',
  },
  pagination: {
    qs: { offset: `{{(pagination.page - 1) * ${pageSize}}}` },
    condition: `{{length(body.items) >= ${pageSize}}}`,
  },
});

export const ids = (bundles: Record<string, unknown>[]) => bundles.map(({ id }) => id);

/** A server that gives `list.items` in pages: the last first when it is asked for `order=desc`. */
export function useItems() {
  const runner = useRunner();
  const list: { items: Item[] } = { items: [] };
  const answer = ({ path }: Seen) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const offset = Number(query.get('offset') ?? 0);
    const ordered = query.get('order') === 'desc' ? list.items.toReversed() : list.items;
    return { json: { items: ordered.slice(offset, offset + Number(query.get('size') ?? pageSize)) } };
  };
  beforeEach(() => {
    list.items = [];
    runner.reply(answer);
  });
  return {
    ...runner,
    list,
    answer,
    /** Adds an item for each of these days. */
    add: (...numbers: number[]) => list.items.push(...numbers.map((id) => ({ id, at: day(id) }))),
    /** A trigger of this communication. */
    watch: (communication: unknown, parameters: object = { limit: 10 }, epoch?: unknown): Watch => {
      const module = { moduleType: 'trigger', communication, params: [limit], epoch };
      return runner.makeTestApp({ modules: { watch: module } }).watch('watch', { ...parameters });
    },
    /** The queries of the requests that were sent. */
    queries: () => runner.seen.map(({ path }) => new URLSearchParams(path.split('?')[1])),
  };
}
