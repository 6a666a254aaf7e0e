// Update Pass: a changed row changes its pass. What is blank in the row stays as it is on the pass.
import { any, blanksOf, filled, mergeMaps, not, orElse, ref, when } from '../operation/expression.ts';
import { appliesTo, type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { find, halt, value, values } from '../operation/step.ts';
import { changedPass, partsOf, passBundle } from '../passes/bundle.ts';
import { passNameFields, passNotFound, passTypeField, projectsUnlessId } from '../passes/commonInputs.ts';
import { commonFields } from '../passes/fields.ts';
import { perPassType } from '../passes/kinds.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { holderGiven, personFields } from '../passes/person.ts';

const input = inputsOf(passNameFields);
const clear = ref<string>('input', 'clearCustomFields');

const clearField = {
  clearCustomFields: {
    type: 'text',
    advanced: true,
    label: 'Custom Fields to Clear',
    help: 'The keys of custom fields that shall be empty on the pass, with commas between them, such as favouriteDrink: the keys, not the labels. A blank field elsewhere keeps what is there.',
  },
} satisfies Fields;

const changes: Fields = {
  ...fieldsByType(perPassType(({ updateFields }) => updateFields)),
  ...personFields,
  ...commonFields,
  optOut: {
    ...commonFields.optOut,
    help: 'Whether the holder has opted out of marketing. An update of a membership or coupon can switch it on, not off: PassKit takes “no” for “not set”.',
  },
  ...clearField,
};
const fields: Fields = {
  passType: passTypeField(),
  ...fieldsByType(projectsUnlessId()),
  ...passNameFields,
  ...changes,
};

const anyFilled = (keys: readonly string[]) =>
  filled(orElse(...keys.map((key) => ref<unknown>('input', key))));

export default operation({
  kind: 'create',
  key: 'update_pass',
  noun: 'Pass',
  label: 'Update Pass',
  description:
    'Updates a pass, found by its PassKit ID or external ID, and leaves everything else on it as it is.',
  group: 'Passes',
  webhook: { action: 'update' },
  fields,
  plans: perPassType((kind) => {
    const byId = filled(input.id);
    const project = ref<string>('input', kind.project.key);
    const existing = find('existing', kind.lookup, {
      by: { id: input.id, externalId: input.externalId },
      project,
      when: any(kind.readsBeforeUpdate, filled(clear)),
      missing: passNotFound(kind),
    });
    const cleared = value('cleared', blanksOf(clear));
    // A value that is filled in wins over a wish to clear it.
    const custom = value('custom', mergeMaps(cleared.result, ref<object>('input', 'metaData')));
    const update = kind.update({
      named: {
        id: input.id,
        externalId: when(not(byId), input.externalId),
        project: when(not(byId), project),
      },
      existing: existing.result,
      custom: custom.result,
      when: true,
    });
    const own = Object.keys(changes).filter((key) => appliesTo(changes[key] ?? {}, kind.passType));
    const given = values('given', {
      rest: anyFilled(own.filter((key) => !(key in personFields))),
    });
    const was = values('was', kind.view(existing.result));
    const pass = values('pass', {
      ...changedPass(fields, partsOf(was), true, custom.result),
      id: orElse(update.id, input.id, existing.result.id),
    });
    return {
      steps: [
        holderGiven,
        given,
        halt(
          'nothing_to_update',
          not(any(holderGiven.result, given.result.rest)),
          'There is nothing to update: every field but the ones that name the pass is blank. Fill in what should change.',
        ),
        existing,
        cleared,
        custom,
        ...update.steps,
        was,
        pass,
      ],
      result: { ...passBundle(kind.passType, pass), outcome: 'updated' },
    };
  }),
  output: actionOutput,
  sample: actionSample(sampleOf('membership'), 'updated'),
});
