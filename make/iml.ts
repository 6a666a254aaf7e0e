// Make's IML as values that can be put together: only built-in functions, arguments separated by commas.
// What is known while compiling is folded away, so that the generated app stays readable.

/** An IML expression, and what is certain about it. */
export interface Iml {
  readonly text: string;
  /** How tightly its outermost operator binds; 20 for what needs no parentheses. */
  readonly binding: number;
  readonly boolean: boolean;
  readonly known?: { readonly value: string | number | boolean | undefined };
  /** It is filled whatever the values in it are. */
  readonly sure?: boolean;
  /** What it is the opposite of. */
  readonly opposite?: Iml;
  /** What it is the first filled one of. */
  readonly alternatives?: readonly Iml[];
  /** What it is put together from, as text. */
  readonly parts?: readonly Iml[];
}

/** A value in Make's JSON: what is computed stands in it as text with {{…}}. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const value = (text: string, binding = 20): Iml => ({ text, binding, boolean: false });
const condition = (text: string, binding = 20): Iml => ({ text, binding, boolean: true, sure: true });

/** A variable or a function call. */
export const iml = (text: string): Iml => value(text);

/** A value that is known. Which characters IML lets one escape in text is not documented, so none is. */
export function constant(known: string | number | boolean | undefined): Iml {
  const certain = { binding: 20, known: { value: known }, sure: known !== undefined && known !== '' };
  if (typeof known !== 'string')
    return { ...certain, text: String(known), boolean: typeof known === 'boolean' };
  const quote = known.includes('"') ? "'" : '"';
  if (known.includes(quote) || /\\|\{\{|\}\}/.test(known)) throw new Error(`IML has no literal for ${known}`);
  return { ...certain, text: known === '' ? 'emptystring' : `${quote}${known}${quote}`, boolean: false };
}

export const missing = constant(undefined);
const isMissing = ({ known }: Iml) =>
  known !== undefined && (known.value === undefined || known.value === '');
const inside = (part: Iml, binding: number) => (part.binding > binding ? part.text : `(${part.text})`);

/** Whether a value is neither missing nor empty. */
export function filled(part: Iml): Iml {
  if (part.known || part.sure) return constant(!isMissing(part));
  return compared(`ifempty(${part.text}, null)`, '!=', 'null');
}

/** A comparison that knows its opposite. */
function compared(a: string, operator: '=' | '!=', b: string): Iml {
  const other = condition(`${a} ${operator === '=' ? '!=' : '='} ${b}`, 10);
  return { ...condition(`${a} ${operator} ${b}`, 10), opposite: other };
}

const truth = (part: Iml): Iml =>
  part.known
    ? constant(Boolean(part.known.value))
    : part.boolean
      ? part
      : condition(`if(${part.text}, true, false)`);

export function not(part: Iml): Iml {
  const decided = truth(part);
  if (decided.known) return constant(!decided.known.value);
  return decided.opposite ?? { ...condition(`!${inside(decided, 16)}`, 16), opposite: decided };
}

const logical = (operator: '&' | '|', binding: number, parts: readonly Iml[]): Iml => {
  const decisive = operator === '|';
  const open = parts.map(truth).filter(({ known }) => known?.value !== !decisive);
  if (open.some(({ known }) => known?.value === decisive)) return constant(decisive);
  const [first, ...rest] = open;
  if (!first) return constant(!decisive);
  if (rest.length === 0) return first;
  return condition(open.map((part) => inside(part, binding - 1)).join(` ${operator} `), binding);
};

export const all = (...parts: Iml[]): Iml => logical('&', 6, parts);
export const any = (...parts: Iml[]): Iml => logical('|', 5, parts);

/** The first filled value; `otherwise` stands where there is none. */
export function orElse(parts: readonly Iml[], otherwise = 'undefined'): Iml {
  const open = parts.flatMap((part) => part.alternatives ?? [part]).filter((part) => !isMissing(part));
  const certain = open.findIndex(({ sure }) => sure);
  const used = certain < 0 ? open : open.slice(0, certain + 1);
  const last = used.at(-1);
  if (!last) return otherwise === 'undefined' ? missing : value(otherwise);
  if (used.length === 1 && last.sure) return last;
  const tail = last.sure ? last.text : `ifempty(${last.text}, ${otherwise})`;
  const text = used.slice(0, -1).reduceRight((rest, part) => `ifempty(${part.text}, ${rest})`, tail);
  return { ...value(text), sure: last.sure ?? false, alternatives: used };
}

export function choose(when: Iml, then: Iml, otherwise: Iml = missing): Iml {
  const decided = truth(when);
  if (decided.known) return decided.known.value ? then : otherwise;
  if (then.text === otherwise.text) return then;
  const text = `if(${when.text}, ${then.text}, ${otherwise.text})`;
  const sure = Boolean(then.sure && otherwise.sure);
  return { text, binding: 20, boolean: then.boolean && otherwise.boolean, sure };
}

/** Whether two values are filled and the same; only values of one type are ever compared. */
export function equal(a: Iml, b: Iml): Iml {
  if (isMissing(a) || isMissing(b)) return constant(false);
  if (a.known && b.known) return constant(a.known.value === b.known.value);
  return a.sure || b.sure ? same(a, b) : all(filled(a), same(a, b));
}

export function sameText(a: Iml, b: Iml): Iml {
  if (isMissing(a) || isMissing(b)) return constant(false);
  return all(filled(a), condition(`lower(${a.text}) = lower(${b.text})`, 10));
}

const time = (part: Iml) => (part.text === 'now' ? 'now' : `parseDate(${part.text})`);

/** What holds only where times are there. A time is text or a date, which `if` takes for true where it is filled. */
function whereTimes(times: readonly Iml[], test: Iml): Iml {
  if (times.some(isMissing)) return constant(false);
  return times
    .filter(({ text, known }) => text !== 'now' && !known)
    .reduceRight((rest, { text }) => condition(`if(${text}, ${rest.text}, false)`), test);
}

export const notAfter = (a: Iml, b: Iml): Iml =>
  whereTimes([a, b], condition(`${time(a)} <= ${time(b)}`, 11));

/** Whether a time that is there lies so many seconds back. */
export const olderThan = (part: Iml, seconds: number): Iml =>
  condition(`addSeconds(${time(part)}, ${seconds}) <= now`, 11);

/** Compared as text: that Make compares dates by `=` is not documented. */
export function sameTime(a: Iml, b: Iml): Iml {
  const stamp = (part: Iml) => `formatDate(${time(part)}, "x")`;
  return whereTimes([a, b], condition(`${stamp(a)} = ${stamp(b)}`, 10));
}

/** Whether a number is less than another; numbers that are missing are not. */
export function numbersBelow(a: Iml, b: Iml): Iml {
  if (isMissing(a) || isMissing(b)) return constant(false);
  const test = condition(`${inside(a, 11)} < ${inside(b, 11)}`, 11);
  return [a, b].reduceRight((rest, part) => choose(filled(part), rest, constant(false)), test);
}

/** The time so much later, by the calendar of the user's time zone, which Make's functions count in. */
export function plus(start: Iml, amount: Iml, unit: Iml): Iml {
  if ([start, amount, unit].some(isMissing)) return missing;
  const times = (cases: string) => `${inside(amount, 14)} * switch(${unit.text}, ${cases}, 0)`;
  const months = `addMonths(${time(start)}, ${times('"months", 1, "years", 12')})`;
  const there = all(start.text === 'now' ? constant(true) : filled(start), filled(amount), filled(unit));
  const shown = `formatDate(addDays(${months}, ${times('"days", 1, "weeks", 7')}), "YYYY-MM-DDTHH:mm:ss[Z]", "UTC")`;
  return choose(there, value(shown));
}

/** Text put together; nothing stands where a value is missing. */
export function join(...parts: Iml[]): Iml {
  const open = parts.flatMap((part) => part.parts ?? [part]).filter((part) => !isMissing(part));
  // Texts that are known and stand side by side are one.
  const merged: Iml[] = [];
  for (const part of open) {
    const last = merged.at(-1)?.known?.value;
    if (typeof last === 'string' && typeof part.known?.value === 'string')
      merged.splice(-1, 1, constant(last + part.known.value));
    else merged.push(part);
  }
  if (merged.every(({ known }) => known)) return constant(merged.map(({ known }) => known?.value).join(''));
  const text = typeof merged[0]?.known?.value === 'string' ? merged : [constant(''), ...merged];
  return {
    ...value(text.map((part) => inside(part, 12)).join(' + '), 13),
    sure: merged.some(({ sure }) => sure),
    parts: merged,
  };
}

export const words = (a: Iml, b: Iml): Iml => orElse([value(`trim(${join(a, constant(' '), b).text})`)]);

export const longer = ({ text }: Iml, than: number): Iml => condition(`length(${text}) > ${than}`, 11);
export const below = ({ text }: Iml, limit: number): Iml => condition(`${text} < ${limit}`, 11);

/** A text as a message quotes it; `[^]` is any character, also a line break. */
export const quoted = (part: Iml): Iml =>
  part.known ? part : value(`replace(${part.text}, "/^([^]{57})[^]{4,}$/", "$1…")`);

export function mergeMaps(under: Iml, over: Iml): Iml {
  const given = [under, over].filter((map) => !isMissing(map));
  if (given.length === 0) return missing;
  const pairs = given.map(({ text }) => `if(${text}, toArray(${text}), emptyarray)`).join(', ');
  return choose(any(...given), value(`toCollection(merge(${pairs}), "key", "value")`));
}

/** Of names between commas a collection that has each of them, with nothing under it: through JSON text. */
export function blanksOf(names: Iml): Iml {
  if (isMissing(names)) return missing;
  const unquoted = `replace(replace(${names.text}, '/["\\x5c]/g', emptystring), "/[\\x00-\\x1f]/g", ",")`;
  const plain = `replace(${unquoted}, "/^[\\s,]+|[\\s,]+$/g", emptystring)`;
  const parted = `replace(${plain}, "/\\s*,[\\s,]*/g", ",")`;
  const members = `replace(${parted}, "/,/g", '":"","')`;
  return choose(filled(value(parted)), value(`parseJSON('{"' + ${members} + '":""}')`));
}

/** Text alone can be looked at whatever it is: what is no date becomes blank. */
export function fromPassKitDate(date: Iml): Iml {
  if (isMissing(date)) return missing;
  const [year, month, day] = ['year', 'month', 'day'].map((part) => `get(${date.text}, "${part}")`);
  const text = `emptystring + ${year} + "-" + ${month} + "-" + ${day}`;
  const padded = `replace(${text}, "/-(\\d)(?=-|$)/g", "-0$1")`;
  return value(`replace(${padded}, "/^(?!\\d{4}-\\d\\d-\\d\\d$).*$/", emptystring)`);
}

export const readableTime = (part: Iml): Iml =>
  choose(
    part.text === 'now' ? constant(true) : filled(part),
    value(`formatDate(${time(part)}, "YYYY-MM-DD HH:mm", "UTC") + " UTC"`, 13),
  );

/** What a clock of the user shows. */
export const clockTime = (part: Iml): Iml =>
  choose(filled(part), value(`formatDate(${time(part)}, "YYYY-MM-DDTHH:mm:ss", environment.timezone)`));

/** What a text or number stands for, among pairs of a text and its meaning. */
export const translate = (part: Iml, otherwise: Iml, pairs: readonly Iml[]): Iml =>
  choose(
    isMissing(otherwise) || otherwise.text === part.text ? constant(true) : filled(part),
    value(`switch(toString(${part.text}), ${[...pairs, otherwise].map(({ text }) => text).join(', ')})`),
  );

/** Whether two values are the same, of which one is known to be filled. */
export const same = (a: Iml, b: Iml): Iml => compared(inside(a, 10), '=', inside(b, 10));

export const lower = (part: Iml): Iml => value(`lower(${part.text})`);

// A text or a time is true where it is filled, so `if` may be asked about it as it is.
const unlessBlank = (asked: Iml, test: Iml): Iml =>
  isMissing(asked) ? constant(true) : condition(`if(${asked.text}, ${test.text}, true)`);

export const agrees = (asked: Iml, found: Iml): Iml => unlessBlank(asked, same(found, asked));

export const agreesText = (asked: Iml, found: Iml): Iml =>
  unlessBlank(asked, same(lower(found), lower(asked)));

export function within(part: Iml, from: Iml, until: Iml): Iml {
  const bound = (limit: Iml) => `parseDate(ifempty(${limit.text}, ${part.text}))`;
  const test = [
    ...(isMissing(from) ? [] : [`${time(part)} >= ${bound(from)}`]),
    ...(isMissing(until) ? [] : [`${time(part)} <= ${bound(until)}`]),
  ];
  return test.length > 0 ? unlessBlank(part, condition(test.join(' & '), 6)) : constant(true);
}

export const includes = (list: Iml, part: Iml): Iml =>
  choose(filled(list), condition(`contains(${list.text}, ${part.text})`), constant(false));

/** An empty list and a missing one are the same to `ifempty`. */
const listOf = ({ text }: Iml) => `ifempty(${text}, emptyarray)`;

export const each = (list: Iml, key: Iml): Iml => ({
  ...value(`map(${listOf(list)}, ${key.text})`),
  sure: true,
});

export const first = (list: Iml): Iml => value(`first(${listOf(list)})`);

export const count = (list: Iml): Iml => ({ ...value(`length(${listOf(list)})`), sure: true });

export const listed = (list: Iml): Iml => value(`join(${listOf(list)}, ", ")`);

/** Those of a list of names in capitals that begin with a text; nothing where none does. */
export function startingWith(list: Iml, start: Iml): Iml {
  const others = `replace(join(${list.text}, ","), "/(^|,)(?!${String(start.known?.value)})[A-Z_]+/g", "")`;
  return choose(
    condition(`contains(join(${list.text}, ","), ${start.text})`),
    value(`split(${others}, ",")`),
  );
}

export const toJson = (part: Iml): Iml => value(`createJSON(${part.text})`);

export const toNumber = (part: Iml): Iml => {
  const digits = value(`replace(${part.text}, "/^(?![+-]?\\d+([.]\\d+)?$).*$/", emptystring)`);
  return choose(filled(digits), value(`parseNumber(${digits.text})`));
};

const seconds = ({ text }: Iml) => value(`get(${text}, "seconds")`);

/** One thing of a time that is {seconds, nanos}, another of one that is text, and nothing of what is no time. */
function ofTime(part: Iml, fromSeconds: string, fromText: string): Iml {
  const time = '/^.[\\d-]{10}T[\\d:]{8}.*$/';
  const isText = `replace(createJSON(ifempty(${part.text}, 0)), "${time}", "") = ""`;
  return choose(
    filled(seconds(part)),
    value(fromSeconds, 13),
    choose(condition(isText, 10), value(fromText, 13)),
  );
}

/** The time of {seconds, nanos}, or of a text that is a time already. */
export const toTime = (part: Iml): Iml => {
  const shown = (time: string) => `formatDate(${time}, "YYYY-MM-DDTHH:mm:ss[Z]", "UTC")`;
  return ofTime(part, shown(`parseDate(${seconds(part).text}, "X")`), shown(`parseDate(${part.text})`));
};

export const stamp = (part: Iml): Iml => {
  const fraction = `replace(${part.text}, "/^[^.]*[.]?|[^0-9].*$/g", "")`;
  return ofTime(
    part,
    `${seconds(part).text} + "." + ifempty(get(${part.text}, "nanos"), 0)`,
    `formatDate(parseDate(${part.text}), "X") + "." + parseNumber(substring(${fraction} + "000000000", 0, 9))`,
  );
};

/** IML cannot pick members by their names, so the other data stays among the custom fields. */
export const customFieldsIn = (part: Iml): Iml =>
  choose(filled(part), value(`parseJSON(replace(createJSON(${part.text}), '"meta.', '"'))`));
