// Live checks of issuing passes.
import issuePass from '../../creates/issuePass.ts';
import { type Checks, onAll } from './check.ts';
import { finding, need, refusalOf, said, show } from './finding.ts';
import { issues, kindFiles, ownIdReads, reads } from './paths.ts';
import { differences, sameBut } from './records.ts';
import { filledIn, freshId } from './samples.ts';
import { metaFields } from './templates.ts';
import { oneRefused } from './tries.ts';

export const issuing: Checks = {
  'issued-status': {
    assumption: 'A new pass is ENROLLED (membership), UNREDEEMED (coupon) or ISSUED (event ticket).',
    where: kindFiles,
    settles: `${issues}, then ${reads}`,
    run: onAll(async (trial) => {
      const { status } = await trial.readNew();
      return finding(status === trial.kind.issuedStatus, `the status is ${show(status)}`);
    }),
  },
  'issue-answer': {
    assumption:
      'A new pass holds what it was issued with, expiry date included: the bundle is made of the inputs, as PassKit answers with the ID alone.',
    where: ['creates/issuePass.ts'],
    settles: `${issues}, then ${reads}`,
    run: onAll(async (trial) => {
      const points = trial.passType === 'membership' ? { points: 7 } : {};
      const given = { ...trial.project, ...filledIn(), ...points, externalId: freshId() };
      const told = await trial.act(issuePass, given);
      const [found = {}] = await trial.find({ id: trial.remember(told.id) });
      return sameBut(differences(told, found, ['created', 'updated']));
    }),
  },
  duplicate: {
    assumption:
      'A second pass with an external ID (ticket number) is refused with 409, and the first can be read at once.',
    where: ['creates/issuePass.ts', 'operation/run.ts'],
    settles: `${issues}, twice, then ${ownIdReads}`,
    run: onAll(async (trial) => {
      const { id, externalId } = await trial.issue();
      const error = await refusalOf(trial.issue({ externalId }));
      const [found] = await trial.find({ externalId });
      const kept = found?.id === id;
      return finding(
        error?.status === 409 && kept,
        `${said(error)}; the first pass was ${kept ? '' : 'not '}found`,
      );
    }),
  },
  'duplicate-at-once': {
    assumption: 'Of two issues of one external ID at the same moment, one is refused.',
    where: ['creates/issuePass.ts', 'creates/reissueCoupon.ts'],
    settles: `${issues}, two at once`,
    run: onAll((trial) => {
      const externalId = freshId();
      const issue = () => refusalOf(trial.issue({ externalId }));
      return oneRefused([issue(), issue()], 'issued');
    }),
  },
  'required-custom-fields': {
    assumption: 'PassKit’s API does not insist on the custom fields a template calls required.',
    where: ['zapier/fields.ts'],
    settles: issues,
    run: onAll(async (trial) => {
      const required = (await metaFields(trial)).filter(({ isRequired }) => isRequired);
      need(required.length > 0, 'the template requires no custom field');
      const error = await refusalOf(trial.issue());
      const names = required.map(({ uniqueName }) => uniqueName).join(', ');
      return finding(!error, `issued without ${names}`, said(error));
    }),
  },
  'refusal-words': {
    assumption: 'A value PassKit does not accept is refused with 400 and words a person can read.',
    where: ['passkit/errors.ts'],
    settles: issues,
    run: onAll(async (trial) => {
      const error = await refusalOf(trial.issue({ emailAddress: 'not-an-address' }));
      const readable = error !== undefined && !/Key:|proto|HTTP status/.test(error.message);
      return finding(error?.status === 400 && readable, said(error));
    }),
  },
};
