// Live checks of reading one pass: by which ID, and what its record holds.
import { type Checks, onAll, onMembersAndCoupons } from './check.ts';
import { finding, refusalOf, said, show } from './finding.ts';
import { kindFiles, ownIdReads, reads } from './paths.ts';
import { isUnset, part } from './records.ts';
import { customA, freshId } from './samples.ts';
import { foundAgain } from './tries.ts';

const again = ['found', 'issued, but not found again'] as const;

export const reading: Checks = {
  'not-found': {
    assumption: 'A pass that does not exist is answered 404, by PassKit ID and by external ID.',
    where: ['operation/run.ts'],
    settles: `${reads}, ${ownIdReads}`,
    run: onAll(async (trial) => {
      const byId = await refusalOf(trial.read('1aBcDeFgHiJkLmNoPqRsTu'));
      const byExternalId = await refusalOf(trial.find({ externalId: freshId() }));
      return finding(
        byId?.status === 404 && byExternalId === undefined,
        `by ID ${said(byId)}; by external ID ${byExternalId ? said(byExternalId) : 'nothing was found'}`,
      );
    }),
  },
  'record-project': {
    assumption:
      'A record names its own ID, external ID and project: one that does not is taken for somebody else’s.',
    where: kindFiles,
    settles: ownIdReads,
    run: onAll((trial) =>
      foundAgain(trial, freshId(), 'found by its external ID', 'not found by its external ID'),
    ),
  },
  'unset-fields': {
    assumption: 'Unset fields come as "", null, a zero or not at all.',
    where: ['passkit/objects.ts'],
    settles: reads,
    run: onAll(async (trial) => {
      const { surname, mobileNumber, dateOfBirth } = part(await trial.readNew(), 'person');
      const holds = [surname, mobileNumber, dateOfBirth].every(isUnset);
      return finding(holds, show({ surname, mobileNumber, dateOfBirth }));
    }),
  },
  'custom-fields-key': {
    assumption: 'Custom fields stand under `metaData` or `metadata`, also those the template does not name.',
    where: ['passkit/objects.ts'],
    settles: reads,
    run: onAll(async (trial) => {
      const record = await trial.readNew(customA);
      const key = ['metaData', 'metadata'].filter((name) => part(record, name).liveCheckA === '1');
      return finding(key.length > 0, `under ${key.join(' and ')}`, 'the field is not in the record');
    }),
  },
  'encoded-slash': {
    assumption: 'An external ID with a slash is found when the slash is percent-encoded in the path.',
    where: ['operation/ask.ts'],
    settles: ownIdReads,
    run: onMembersAndCoupons((trial) => foundAgain(trial, `${freshId()}/a/b`, ...again)),
  },
  'encoded-characters': {
    assumption:
      'External IDs may hold spaces, plus, percent, question and number signs, @ and letters beyond ASCII.',
    where: ['operation/ask.ts'],
    settles: ownIdReads,
    run: onAll((trial) => foundAgain(trial, `${freshId()} ä+%20?#&@`, ...again)),
  },
};
