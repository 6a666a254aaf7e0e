// What instant triggers are told: a subscription as the platform makes it, something that happens to a pass, and the bundles that
// come of its delivery.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { creates } from '../creates/index.ts';
import { run } from '../operation/run.ts';
import { kindOf } from '../passes/kinds.ts';
import { instantTriggers } from '../triggers/index.ts';
import { issued } from './examples.ts';
import { stepOn } from './listed.ts';
import type { Platform, Run, RunResult, Values } from './types.ts';
import type { World } from './world.ts';
import type { Delivered } from './zapierSide.ts';

/** A pass to which something happens; its ID is that of PassKit. */
interface Subject {
  world: World;
  passType: string;
  id: string;
}

async function act({ world, passType, id }: Subject, key: string, more: Values = {}): Promise<void> {
  const operation = creates.find((one) => one.key === key);
  const { project } = kindOf(passType);
  const input = { passType, id, [project.key]: Reflect.get(world.sandbox.demo, project.key), ...more };
  if (operation) await run(operation, input, { ...world.runtime, now: new Date() });
}

const issue = async ({ world, passType }: Subject) => void (await issued(world, passType, {}));

/** How each event comes about. */
const happenings: Record<string, (subject: Subject) => Promise<void>> = {
  PASS_EVENT_RECORD_CREATED: issue,
  MEMBER_EVENT_ENROLLED: issue,
  PASS_EVENT_INSTALLED: async ({ world, id }) => world.sandbox.install(id, 'apple'),
  PASS_EVENT_UNINSTALLED: async ({ world, id }) => {
    world.sandbox.install(id, 'google');
    world.sandbox.uninstall(id);
  },
  PASS_EVENT_RECORD_UPDATED: (subject) => act(subject, 'update_pass', { displayName: 'Jane Smith' }),
  PASS_EVENT_INVALIDATED: async ({ world, id }) => world.sandbox.expire(id),
  PASS_EVENT_RECORD_DELETED: (subject) => act(subject, 'revoke_pass', { method: 'delete' }),
  COUPON_EVENT_REDEEMED: (subject) => act(subject, 'redeem_coupon'),
  TICKET_EVENT_REDEEMED: (subject) => act(subject, 'redeem_ticket'),
};

/** Has an instant trigger listen, lets the event happen, and tells what it was told. */
export async function hearing(world: World, platform: Platform, key: string, input: Values): Promise<Run> {
  const trigger = instantTriggers.find((one) => one.key === key);
  if (!trigger) throw new Error(`There is no instant trigger ${key}`);
  const passType = String(input.passType ?? trigger.passTypes[0]);
  const [event = ''] = trigger.events ?? [input.events].flat().map(String);
  const happen = happenings[event];
  if (!happen) throw new Error('Choose the event first.');
  const { sandbox, sides } = world;
  const side = sides[platform];
  const { result, asked, ms } = await world.alone(async () => {
    const before = sandbox.passes();
    const receiver = await startReceiver();
    try {
      const { id } = await issued(world, passType, {});
      const subject = { world, passType, id: String(id) };
      await sandbox.settled();
      const bundles = await side.hear(stepOn(platform, key), input, receiver, async () => {
        await happen(subject);
        await sandbox.settled();
      });
      return { outcomes: [{ bundles }] satisfies RunResult[], passes: { before, after: sandbox.passes() } };
    } catch (error) {
      const outcomes: RunResult[] = [{ problem: side.problem(error) }];
      return { outcomes, passes: { before, after: sandbox.passes() } };
    } finally {
      receiver.close();
    }
  });
  return { ...result, asked, ms };
}

/** An address on this machine that keeps what is delivered to it. */
async function startReceiver() {
  const deliveries: Delivered[] = [];
  const server = createServer(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
    deliveries.push({ content: await text(request), headers: Object.fromEntries(headers) });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`,
    deliveries,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
