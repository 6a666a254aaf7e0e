// The messages that an operation ends with, as its declaration has them: the code, the words, and for which pass types.
import type { Operation, Plan } from '../operation/operation.ts';
import type { HaltStep, Step } from '../operation/step.ts';
import { wordsOf } from './sentences.ts';

export interface Ending {
  code: string;
  words: string;
  passTypes: string[];
}

type Told = Pick<HaltStep, 'code' | 'message'>;

/** What a step may end the run with. */
function toldBy(step: Step): Told[] {
  if (step.kind === 'halt') return [step];
  if (step.kind === 'value') return [];
  const looked = step.kind === 'call' ? step.unless?.found.missing : undefined;
  return [step.missing, looked].filter((one) => one !== undefined);
}

/** A search that finds nothing has no message of that: it ends with an empty list. */
const stepsThatTell = ({ kind }: Operation, { steps }: Plan): Told[] =>
  steps.flatMap((step) => (kind === 'search' && step.kind !== 'halt' ? [] : toldBy(step)));

/** Every message of an operation; the same words for several pass types are one. */
export function endingsOf(operation: Operation): Ending[] {
  const endings: Ending[] = [];
  for (const [passType, plan] of Object.entries(operation.plans)) {
    const source = { fields: operation.fields, steps: plan.steps };
    for (const { code, message } of stepsThatTell(operation, plan)) {
      const words = wordsOf(message, source);
      const same = endings.find((one) => one.code === code && one.words === words);
      if (!same) endings.push({ code, words, passTypes: [passType] });
      else if (!same.passTypes.includes(passType)) same.passTypes.push(passType);
    }
  }
  return endings;
}
