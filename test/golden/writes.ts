// Takes a request that changes something: it must be the next write of the case, with its whole body.
import { bodies, type Data, recordOf, type Write } from './cases.ts';
import { differences, isBlank } from './compare.ts';
import { holeName, type Reply, type Seen, valueAt } from './request.ts';

export interface Expectation {
  /** The writes that have not come yet. */
  left: Write[];
  anyOrder?: boolean | undefined;
  /** A request that is answered without being part of the case. */
  besides?: { request: string; answer: Data } | undefined;
}

interface Taken {
  reply: Reply;
  /** The passes that PassKit holds afterwards, when that changes. */
  leaves?: readonly string[] | undefined;
  leavesEvents?: readonly Data[] | undefined;
  problems: string[];
}

const refusal: Reply = { status: 501, body: '{"code":12,"message":"golden: not expected","details":[]}' };

/** The answer to a write, and what is wrong with it; 501 when the case does not have it. */
export function takeWrite({ method, path, text }: Seen, expectation: Expectation): Taken {
  const { left, anyOrder, besides } = expectation;
  const request = `${method} ${decodeURIComponent(path)}`;
  if (besides?.request === request) return { reply: replyTo(besides.answer), problems: [] };
  const at = left.findIndex((one) => one.request.includes(request));
  const write = left[at];
  if (!write)
    return { reply: refusal, problems: [`PassKit saw ${request} ${text}, which the case does not have`] };
  const [passed] = left.slice(0, at).filter(({ optional }) => !optional);
  const early = passed && !anyOrder ? [`${request} came before ${passed.request.join(' or ')}`] : [];
  expectation.left = anyOrder ? left.toSpliced(at, 1) : left.slice(at + 1);
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const wrong = bodyProblems(request, write, body).map((problem) => `${request}: ${problem}`);
  const { leaves, leavesEvents } = write;
  return { reply: replyTo(write.answer), leaves, leavesEvents, problems: [...early, ...wrong] };
}

function replyTo(answer: Write['answer']): Reply {
  if ('lost' in answer) return { status: 0, body: '', lost: true };
  if (typeof answer.status === 'number') return { status: answer.status, body: JSON.stringify(answer.body) };
  return { status: 200, body: JSON.stringify(answer) };
}

function bodyProblems(request: string, write: Write, body: unknown): string[] {
  if (body === undefined) return write.body ? ['there is no body'] : [];
  if (typeof body !== 'object' || body === null) return [`the body is ${JSON.stringify(body)}`];
  const { ways, mayRepeat, mayBeEmpty } = bodies[request] ?? { ways: [], mayRepeat: [], mayBeEmpty: [] };
  const pass = typeof write.names === 'string' ? recordOf(write.names).record : (write.names ?? {});
  const possible = ways.map((way) => filledIn(way, pass)).filter((way) => way !== undefined);
  const says = ([key, value]: [string, unknown]) =>
    show(Object.entries(body).find(([at]) => at === key)?.[1]) === show(value);
  const named = possible.some((way) => Object.entries(way).every(says));
  const naming = new Set(
    possible.flatMap((way) =>
      Object.entries(way)
        .filter(says)
        .map(([key]) => key),
    ),
  );
  const empties = [...mayBeEmpty, ...mayRepeat.filter((key) => isBlank(pass[key]))];
  const free = ([key, value]: [string, unknown]) => !naming.has(key) && !isNone(key, value, empties);
  const known = Object.fromEntries(mayRepeat.map((key) => [key, pass[key]]));
  return [
    ...(named || !write.names ? [] : [`the body names no pass in a documented way: ${show(body)}`]),
    ...differences(write.body ?? {}, Object.fromEntries(Object.entries(body).filter(free)), 'body', known),
  ];
}

const show = (value: unknown) => JSON.stringify(value);

/** Empty maps and arrays are the same as none in proto3; `empties` are messages that may be empty here. */
const isNone = (key: string, value: unknown, empties: readonly string[]) =>
  show(value) === '[]' || (show(value) === '{}' && (key === 'metaData' || empties.includes(key)));

/** A way to name a pass with the pass's values; undefined when it lacks one of them. */
function filledIn(way: Data, pass: Data): Data | undefined {
  const parts = Object.entries(way).map(([key, value]): [string, unknown] => {
    if (typeof value === 'object' && value !== null) return [key, filledIn({ ...value }, pass)];
    return [key, valueAt(pass, holeName(value))];
  });
  return parts.every(([, value]) => value !== undefined) ? Object.fromEntries(parts) : undefined;
}
