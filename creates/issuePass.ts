// Issue Pass: a row becomes a pass, and the same row never becomes a second one.
import { all, any, choose, equal, filled, not, orElse, ref, text } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call, find, findAgain, halt, value, values } from '../operation/step.ts';
import { changedPass, choosePass, issuedPass, linkTo, partsOf, passBundle } from '../passes/bundle.ts';
import { anyType, passTypeField } from '../passes/commonInputs.ts';
import { commonFields, externalIdField } from '../passes/fields.ts';
import { perPassType } from '../passes/kinds.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { holderGiven, personFields } from '../passes/person.ts';

const own = {
  externalId: {
    ...externalIdField,
    help: 'Your own ID for this pass, such as the row ID; for a ticket, the ticket number. It makes the step safe to repeat: one external ID never gets a second pass. Without it, every run issues a new pass.',
  },
  ...personFields,
  ...commonFields,
  ifExists: {
    type: 'choice',
    advanced: true,
    label: 'If the Pass Exists',
    help: 'What to do when the external ID already has a pass. Blank returns that pass unchanged.',
    choices: [
      { value: 'return', label: 'Return the existing pass' },
      { value: 'update', label: 'Update the existing pass' },
      { value: 'error', label: 'Stop with a message' },
    ],
  },
} satisfies Fields;
const input = inputsOf(own);

const fields: Fields = {
  passType: passTypeField(),
  ...fieldsByType(
    perPassType(({ project: { key, field }, issueFields }) => ({ [key]: field, ...issueFields })),
  ),
  ...own,
};

export default operation({
  kind: 'create',
  key: 'issue_pass',
  noun: 'Pass',
  label: 'Issue Pass',
  description: `Issues a ${anyType}, or returns the pass that an external ID already has.`,
  group: 'Passes',
  webhook: {
    action: 'issue',
    needs: {
      fields: ['externalId'],
      because: 'It makes the request safe to repeat: one external ID never gets a second pass.',
    },
  },
  fields,
  plans: perPassType((kind) => {
    const stops = equal(input.ifExists, 'error');
    // Whoever wants a new pass or none must know, after a lost answer, that the pass was not there before.
    const before = find('before', kind.lookup, {
      by: { externalId: input.externalId },
      project: ref('input', kind.project.key),
      when: stops,
    });
    const existing = findAgain('existing', before);
    const exists = filled(existing.result.id);
    const issued = call('issued', kind.issue, {
      when: not(filled(before.result.id)),
      unless: { found: existing, is: exists },
    });
    const outcome = value(
      'outcome',
      choose(
        all(exists, not(all(stops, issued.lost))),
        choose(equal(input.ifExists, 'update'), 'updated', 'existing'),
        'created',
      ),
    );
    const id = orElse(issued.result.id, existing.result.id);
    const there = value('there', linkTo(orElse(before.result.id, id)));
    const updates = equal(outcome.result, 'updated');
    const update = kind.update({
      named: { id, externalId: undefined, project: undefined },
      existing: existing.result,
      custom: ref('input', 'metaData'),
      when: updates,
    });
    const view = kind.view(existing.result);
    const was = values('was', view);
    const pass = values('pass', {
      ...choosePass(
        equal(outcome.result, 'created'),
        issuedPass(kind, fields, view),
        changedPass(fields, partsOf(was), updates),
      ),
      id,
    });
    return {
      steps: [
        ...(kind.issueChecks ?? []),
        before,
        issued,
        outcome,
        there,
        halt(
          'pass_exists',
          all(stops, any(filled(before.result.id), equal(outcome.result, 'existing'))),
          text`A pass with the external ID “${input.externalId}” already exists: ${there.result}. Nothing was issued. To go on with that pass, set “If the Pass Exists” to return or update it.`,
        ),
        holderGiven,
        ...update.steps,
        was,
        pass,
      ],
      result: { ...passBundle(kind.passType, pass), outcome: outcome.result },
    };
  }),
  output: actionOutput,
  sample: actionSample(sampleOf('membership'), 'created'),
});
