// The rules for one module of a Make app: wording, interface, limits, parameters.
import * as z from 'zod';

/** The files of a component; null where Make allows none. */
export const codeFiles = z.record(z.string(), z.string().nullable());

/** A component of a manifest. */
export const component = z.looseObject({
  label: z.string(),
  description: z.string().optional(),
  moduleType: z.string().optional(),
  connection: z.string().nullish(),
  webhook: z.string().nullish(),
  codeFiles,
});

type Component = z.output<typeof component>;
interface Parameter {
  name: string;
  type: string;
  label?: string | undefined;
  help?: string | undefined;
  required?: boolean | undefined;
  default?: unknown;
  inside: Parameter[];
}

/** The requests of a communication, one or many. */
export const requests = z.union([z.array(z.looseObject({})), z.looseObject({}).transform((one) => [one])]);

/** What is wrong with one module. */
export function checkModule(
  name: string,
  part: Component,
  webhooks: Record<string, Component>,
  json: (path: string | null | undefined) => unknown,
): string[] {
  const { mappableParams, staticParams, interface: output, samples, communication, epoch } = part.codeFiles;
  const fixed = readParameters(json(staticParams));
  const parameters = readParameters(json(mappableParams));
  const outputs = readParameters(json(output)).map((parameter) => parameter.name);
  const sample = Object.keys(z.record(z.string(), z.unknown()).parse(json(samples)));
  const text = JSON.stringify(requests.parse(json(communication)));
  const type = part.moduleType;
  // What an instant trigger reads are the parameters of its webhook.
  const names = [...fixed, ...parameters].flatMap(namesIn);
  const strangers = [...new Set(text.match(/\bparameters\.\w+/g))].filter(
    (read) => !names.includes(read.slice('parameters.'.length)),
  );
  const listing = type === 'search' || type === 'trigger';
  const limit = [...parameters, ...fixed].find((parameter) => parameter.name === 'limit');
  const last = limit === (type === 'trigger' ? fixed : parameters).at(-1);
  const rules: [boolean, string][] = [
    [
      /^[A-Z]/.test(part.label) && !/\s(?!(API|ID)\b)[A-Z]/.test(part.label),
      'its label is not in sentence case',
    ],
    [
      /^[A-Z]\w+s .*\.$/.test(part.description ?? ''),
      'its description is not a sentence in the third person',
    ],
    [outputs.length > 0, 'it has no interface'],
    [JSON.stringify(outputs) === JSON.stringify(sample), 'its sample has other keys than its interface'],
    [
      type !== 'search' || /^(Search|List) \w.*s\b/.test(part.label),
      'the label of a search begins with Search or List, and names several',
    ],
    [
      listing === text.includes('"iterate"'),
      listing ? `a ${type} must iterate` : 'only a search may iterate',
    ],
    [!listing || text.includes('"limit"'), `a ${type} must have a limit`],
    [
      listing === text.includes('"pagination"'),
      listing ? `a ${type} must page to the end` : 'only a search may page',
    ],
    ...strangers.map((read): [boolean, string] => [
      false,
      `it reads the parameter ${read}, which it does not have`,
    ]),
    [
      type !== 'search' || (last && limit?.default === 10 && !limit.required),
      'its limit must be last, 10 by default, and not required',
    ],
    [
      type !== 'trigger' || (last && limit?.default === 2 && limit.required === true && Boolean(epoch)),
      'a trigger needs an epoch, and a limit that is last, 2 by default, and required',
    ],
    [
      type !== 'instant_trigger' ||
        (Boolean(part.webhook && webhooks[part.webhook]) && !text.includes('"url"')),
      'an instant trigger needs a webhook, and no request of its own',
    ],
  ];
  return [
    ...rules.flatMap(([holds, rule]) => (holds ? [] : [`${name}: ${rule}.`])),
    ...checkParameters(name, [...fixed, ...parameters]),
  ];
}

const namesIn = ({ name, inside }: Parameter): string[] => [name, ...inside.flatMap(namesIn)];

/** Names are unique on a level, where nested fields of one option share that of their parent; labels read as Make wants. */
function checkParameters(where: string, parameters: Parameter[]): string[] {
  const names = parameters.map(({ name }) => name);
  return parameters.flatMap(({ name, label = '', help, inside }) => [
    ...(names.filter((other) => other === name).length > 1
      ? [`${where}: ${name} stands twice on a level.`]
      : []),
    ...(/^[A-Z]/.test(label) && label.split(' ').length <= 5
      ? []
      : [`${where}: the label of ${name} is not Make’s style.`]),
    ...(help === label ? [`${where}: the help of ${name} only repeats its label.`] : []),
    ...checkParameters(`${where}.${name}`, inside),
  ]);
}

const parameter = z.looseObject({
  name: z.string(),
  type: z.string(),
  label: z.string().optional(),
  help: z.string().optional(),
  required: z.boolean().optional(),
  default: z.unknown().optional(),
  spec: z.unknown().optional(),
  options: z.unknown().optional(),
});

function readParameters(value: unknown): Parameter[] {
  return z
    .array(z.union([z.string(), parameter]))
    .parse(value ?? [])
    .flatMap((item) => {
      if (typeof item === 'string') return [];
      const { spec, options } = item;
      const store = z.object({ nested: z.unknown().optional() }).safeParse(options);
      const choices = z.array(z.looseObject({ nested: z.unknown().optional() })).safeParse(options);
      const nested = store.success ? readParameters(store.data.nested) : [];
      const perChoice = choices.success ? choices.data.map((choice) => readParameters(choice.nested)) : [];
      // Options exclude each other, so each is a level of its own.
      const levels = perChoice.map(
        (inside, index): Parameter => ({ name: `option ${index}`, type: 'option', label: 'Option', inside }),
      );
      return [
        { ...item, inside: [...nested, ...levels, ...(Array.isArray(spec) ? readParameters(spec) : [])] },
      ];
    });
}
