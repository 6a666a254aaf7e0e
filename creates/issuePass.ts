// Issue Pass: a row becomes a pass, and the same row never becomes a second one.
import {
  all,
  choose,
  equal,
  filled,
  mergeMaps,
  not,
  now,
  orElse,
  type Template,
  text,
} from '../operation/expression.ts';
import { type Operation, perPassType } from '../operation/operation.ts';
import { call, find, halt } from '../operation/step.ts';
import { actionOutput, actionSample, passBundle, sample } from '../passes/bundle.ts';
import { commonFields, externalIdField, passTypeField } from '../passes/fields.ts';
import { input, inputsNamed } from '../passes/input.ts';
import { kinds } from '../passes/kinds.ts';
import { issuedName, personFields } from '../passes/person.ts';

const issuePass: Operation = {
  kind: 'create',
  key: 'issue_pass',
  noun: 'Pass',
  label: 'Issue Pass',
  description:
    'Issues a membership, coupon or event ticket, or returns the pass that an external ID already has.',
  fields: {
    passType: passTypeField,
    ...kinds.membership.issueFields,
    ...kinds.coupon.issueFields,
    ...kinds.eventTicket.issueFields,
    externalId: {
      ...externalIdField,
      help: 'Your own ID for this pass, such as the row ID; for a ticket, the ticket number. It makes the step safe to repeat: one external ID never gets a second pass. Without it, every run issues a new pass.',
    },
    ...personFields,
    ...commonFields,
    ifExists: {
      type: 'choice',
      label: 'If the Pass Exists',
      help: 'What to do when the external ID already has a pass. Blank returns that pass unchanged.',
      choices: [
        { value: 'return', label: 'Return the existing pass' },
        { value: 'update', label: 'Update the existing pass' },
        { value: 'error', label: 'Stop with a message' },
      ],
    },
  },
  plan: perPassType((passType) => {
    const kind = kinds[passType];
    const project = input[kind.projectKey];
    const existing = find('existing', kind.lookup, { by: { externalId: input.externalId }, project });
    const exists = filled(existing.result.id);
    const issued = call('issued', kind.issue, { unless: { found: existing, is: exists } });
    const id = orElse(issued.result.id, existing.result.id);
    const updates = all(exists, equal(input.ifExists, 'update'));
    const update = kind.update({
      named: { id, externalId: undefined, project: undefined },
      existing: existing.result,
      when: updates,
    });

    const was = kind.view(existing.result);
    const given: Record<string, Template> = {
      ...inputsNamed(Object.keys(was)),
      displayName: choose(exists, input.displayName, issuedName),
      status: choose(exists, undefined, kind.issuedStatus),
      created: choose(exists, undefined, now),
      updated: now,
      metaData: mergeMaps(was.metaData, input.metaData),
    };
    const unchanged = all(exists, not(updates));
    const values = Object.fromEntries(
      Object.keys(was).map((key) => [key, choose(unchanged, was[key], orElse(given[key], was[key]))]),
    );
    const outcome = choose(updates, 'updated', choose(exists, 'existing', 'created'));
    return {
      steps: [
        issued,
        halt(
          all(exists, equal(input.ifExists, 'error')),
          text`A pass with the external ID “${input.externalId}” already exists: ${passBundle(kind, id, values).passUrl}. Nothing was issued. To go on with that pass, set “If the Pass Exists” to return or update it.`,
        ),
        ...update.steps,
      ],
      result: { ...passBundle(kind, id, values), outcome },
    };
  }),
  output: actionOutput,
  sample: actionSample(sample.membership, 'created'),
};

export default issuePass;
