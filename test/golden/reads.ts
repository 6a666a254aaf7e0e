// Answers the documented reads from the records of a case: by PassKit ID, by external ID, and as lists.
import { type Data, reads, recordOf } from './cases.ts';
import { answerList, limitedFields } from './list.ts';
import { fillHoles, isAt, type Reply, type Seen } from './request.ts';

export interface Held {
  /** Passes, by their names in records.yaml. */
  names: readonly string[];
  /** Records of a list for choosing. */
  listed: readonly Data[];
  /** Events of members. */
  events: readonly Data[];
  /** Webhooks that were subscribed. */
  sinks: readonly Data[];
  /** The inputs of the case, which filters are about. */
  input: Data;
}

export interface Answered {
  reply: Reply;
  /** What is wrong with the request. */
  wrong: string[];
}

const ok = (record: unknown): Answered => ({
  reply: { status: 200, body: JSON.stringify(record) },
  wrong: [],
});

const asIs = (record: Data): Data => record;

/** The answer to a read, and what is wrong with it; undefined when it is none of the documented ones. */
export function answerRead(seen: Seen, held: Held): Answered | undefined {
  const { input, listed, sinks, events, names } = held;
  for (const { request, answer } of reads.others) if (fillHoles(request, seen)) return ok(answer);
  const { byDetails, ...there } = reads.eventsThere;
  const event =
    oneOf(listed, byDetails, seen) ??
    (seen.text.includes('"venueId"')
      ? answerList({ ...there, shown: asIs }, listed, input, seen)
      : undefined);
  if (event) return event;
  for (const list of Object.values(reads.choices)) {
    const found = answerList({ list, filters: {}, shown: asIs }, listed, input, seen);
    if (found) return found;
  }
  // Events are asked for by the PassKit ID of the member, which an external ID stands for.
  const [member] = names.map(recordOf).filter(({ passType }) => passType === 'membership');
  const asked = { ...input, id: input.id ?? member?.record.id };
  const happened = answerList({ ...reads.events, shown: asIs }, events, asked, seen);
  if (happened) return happened;
  const subscriptions = answerList({ list: reads.sinks.list, filters: {}, shown: asIs }, sinks, input, seen);
  if (subscriptions) return subscriptions;
  const sink = oneOf(sinks, reads.sinks.byId, seen);
  if (sink) return sink;
  for (const passType of ['membership', 'coupon', 'eventTicket'] as const) {
    const { byId, byExternalId, byOrder, list, filters } = reads[passType];
    const passes = held.names.map(recordOf).filter((one) => one.passType === passType);
    const all = passes.map(({ record }) => record);
    const shown = passType === 'eventTicket' ? limitedFields : asIs;
    const order = byOrder && fillHoles(byOrder, seen);
    if (order) return ok({ tickets: all.filter((one) => isAt(one, order)).map(shown) });
    const found =
      oneOf(all, byExternalId, seen) ??
      oneOf(all, byId, seen) ??
      answerList({ list, filters, shown }, all, input, seen);
    if (found) return found;
  }
  return undefined;
}

/** The record that a request such as GET /members/member/id/{id} asks for, or 404; undefined when it is another request. */
function oneOf(all: readonly Data[], template: string, seen: Seen): Answered | undefined {
  const values = fillHoles(template, seen);
  if (!values) return undefined;
  const record = all.find((one) => isAt(one, values));
  if (record) return ok(record);
  const missing = { code: 5, message: `golden: ${JSON.stringify(values)} does not exist`, details: [] };
  return { reply: { status: 404, body: JSON.stringify(missing) }, wrong: [] };
}
