// Points of members: what earning and burning them share. Each call adds once more, so an earlier try is looked for by the
// reference among the events of the member; PassKit keeps no amount there, so it is put among the custom data.
import {
  any,
  below,
  choose,
  type Expr,
  filled,
  not,
  now,
  orElse,
  text,
  type Value,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import type { OutputField } from '../operation/operation.ts';
import { type FindStep, halt, type Step, values } from '../operation/step.ts';
import { type Member, memberPoints } from '../passkit/objects.ts';
import { passBundle } from './bundle.ts';
import { eventFields, memberNameFields, named, onceByReference } from './member.ts';
import { membership } from './membership.ts';
import { actionSample, passOutput, sampleOf } from './output.ts';

const balances = {
  points: { label: 'Points', type: 'number' },
  secondaryPoints: { label: 'Secondary Points', type: 'number' },
  tierPoints: { label: 'Tier Points', type: 'number' },
} satisfies Record<string, OutputField>;

/** The bundle of an action, with the other balances of a member. */
export const pointsOutput: Record<string, OutputField> = {
  ...passOutput,
  ...balances,
  outcome: { label: 'Outcome', type: 'text' },
};

export const pointsSample = (outcome: string) =>
  actionSample(sampleOf('membership'), outcome, { points: 170, secondaryPoints: 0, tierPoints: 50 });

/** `verb` as in “to earn”. */
export const pointsFields = (verb: string) =>
  ({
    ...memberNameFields,
    points: { type: 'number', label: 'Points', help: `How many points to ${verb}.` },
    secondaryPoints: {
      type: 'number',
      advanced: true,
      label: 'Secondary Points',
      help: 'A second balance, where the program has one.',
    },
    tierPoints: {
      type: 'number',
      advanced: true,
      label: 'Tier Points',
      help: 'Whole points that count towards a tier.',
    },
    ...eventFields,
  }) satisfies Fields;

const input = inputsOf(pointsFields(''));
const amounts = {
  points: input.points,
  secondaryPoints: input.secondaryPoints,
  tierPoints: input.tierPoints,
};
const names = ['points', 'secondaryPoints', 'tierPoints'] as const;
const written = (amount: Value<number>): Expr<string> => when(filled(amount), text`${amount}`);

const impossible = (verb: string): Step[] => [
  halt(
    'negative_points',
    any(...names.map((name) => below(input[name], 0))),
    'Points cannot be less than zero here: earning adds them, and burning takes them away. Fill in how many as a plain number. Nothing was changed.',
  ),
  halt(
    'no_points',
    not(any(...names.map((name) => below(0, input[name])))),
    `There are no points to ${verb}: Points, Secondary Points and Tier Points are blank or zero. Nothing was changed.`,
  ),
];

/** How the balances move. */
export interface Movement {
  verb: 'earn' | 'burn';
  outcome: 'earned' | 'burned';
  event: 'POINTS_EARNED' | 'POINTS_BURNED';
  /** The step that reads the member: when it must, and what is then in the way. */
  who: FindStep<Member>;
  checks(earlier: FindStep): Step[];
}

export function movePoints({ verb, outcome, event, who, checks }: Movement) {
  const { made, isMade, earlier, read, looks, acts } = onceByReference(event, who, {
    effect: 'adds',
    method: 'PUT',
    path: `/members/member/points/${verb}`,
    body: {
      ...named,
      ...amounts,
      eventDetails: {
        externalEventId: input.reference,
        notes: input.note,
        metaData: {
          points: written(input.points),
          secondaryPoints: written(input.secondaryPoints),
          tierPoints: written(input.tierPoints),
        },
      },
    },
    answer: memberPoints,
  });
  const was = membership.view(read);
  const balance = (name: (typeof names)[number]) =>
    choose<number>(isMade, orElse<number>(made[name], 0), orElse<number>(read[name], 0));
  const pass = values('pass', {
    ...was,
    id: orElse(made.id, was.id),
    externalId: orElse(made.externalId, was.externalId, input.externalId),
    programId: orElse(made.programId, was.programId, input.programId),
    updated: choose(isMade, now, was.updated),
    points: balance('points'),
    secondaryPoints: balance('secondaryPoints'),
    tierPoints: balance('tierPoints'),
  });
  return {
    steps: [...impossible(verb), ...looks, ...checks(earlier), ...acts, pass],
    result: {
      ...passBundle(membership.passType, pass),
      outcome: choose(isMade, outcome, `already_${outcome}`),
    },
  };
}
