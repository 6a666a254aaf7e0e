// Update Pass: a changed row changes its pass. What is blank in the row stays as it is on the pass.
import {
  all,
  any,
  choose,
  filled,
  mergeMaps,
  not,
  now,
  orElse,
  type Template,
  text,
} from '../operation/expression.ts';
import { type Operation, perPassType } from '../operation/operation.ts';
import { find, halt } from '../operation/step.ts';
import { actionOutput, actionSample, passBundle, sample } from '../passes/bundle.ts';
import { commonFields, passFields } from '../passes/fields.ts';
import { input, inputsNamed } from '../passes/input.ts';
import { kinds } from '../passes/kinds.ts';
import { personFields } from '../passes/person.ts';

const changes = {
  ...kinds.membership.updateFields,
  ...kinds.coupon.updateFields,
  ...kinds.eventTicket.updateFields,
  ...personFields,
  ...commonFields,
  optOut: {
    ...commonFields.optOut,
    help: 'Whether the holder has opted out of marketing. An update of a membership or coupon can switch it on, not off: PassKit takes “no” for “not set”.',
  },
};

const updatePass: Operation = {
  kind: 'create',
  key: 'update_pass',
  noun: 'Pass',
  label: 'Update Pass',
  description:
    'Updates a pass, found by its PassKit ID or external ID, and leaves everything else on it as it is.',
  fields: { ...passFields, ...changes },
  plan: perPassType((passType) => {
    const kind = kinds[passType];
    const byId = filled(input.id);
    const project = input[kind.projectKey];
    const existing = find('existing', kind.lookup, {
      by: { id: input.id, externalId: input.externalId },
      project,
      when: all(kind.readsBeforeUpdate),
    });
    const was = kind.view(existing.result);
    const update = kind.update({
      named: {
        id: input.id,
        externalId: choose(byId, undefined, input.externalId),
        project: choose(byId, undefined, project),
      },
      existing: existing.result,
      when: true,
    });
    const nothingGiven = not(
      any(...Object.values(inputsNamed(Object.keys(changes))).map((value) => filled(value))),
    );
    const given: Record<string, Template> = {
      ...inputsNamed(Object.keys(was)),
      updated: now,
      metaData: mergeMaps(was.metaData, input.metaData),
    };
    const values = Object.fromEntries(Object.keys(was).map((key) => [key, orElse(given[key], was[key])]));
    return {
      steps: [
        halt(
          nothingGiven,
          'There is nothing to update: every field but the ones that name the pass is blank. Fill in what should change.',
        ),
        existing,
        halt(
          all(kind.readsBeforeUpdate, not(filled(existing.result.id))),
          text`PassKit has no such pass: ${orElse(input.id, input.externalId)}. Check the ID and the project, or issue the pass first.`,
        ),
        ...update.steps,
      ],
      result: {
        ...passBundle(kind, orElse(update.id, input.id, existing.result.id), values),
        outcome: 'updated',
      },
    };
  }),
  output: actionOutput,
  sample: actionSample(sample.membership, 'updated'),
};

export default updatePass;
