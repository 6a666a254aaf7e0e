// Live checks of the lists of passes: their form, their order and their length.
import { setTimeout } from 'node:timers/promises';
import { type Checks, onAll } from './check.ts';
import { finding, need, show } from './finding.ts';
import { lists } from './paths.ts';
import { freshEmail } from './samples.ts';

export const listing: Checks = {
  'list-lines': {
    assumption: 'A list is one {"result":…} a line, and an empty one an empty body.',
    where: ['passkit/lines.ts'],
    settles: lists,
    run: onAll(async (trial) => {
      const { id } = await trial.issue();
      const has = await trial.lists(id, { limit: 1 });
      const none = await trial.find({ emailAddress: freshEmail() });
      return finding(
        has && none.length === 0,
        'both could be read',
        `the list ${has ? 'has' : 'does not have'} the new pass, the empty one ${none.length}`,
      );
    }),
  },
  'list-broken': {
    assumption: 'A list that fails half-way ends with an {"error":…} line or in the middle of a line.',
    where: ['passkit/lines.ts', 'passkit/errors.ts'],
    settles: `${lists}, when PassKit fails half-way`,
  },
  'list-order': {
    assumption: '`orderBy` created with `orderAsc` false puts the newest first, and `offset` counts records.',
    where: ['operation/ask.ts'],
    settles: lists,
    run: onAll(async (trial) => {
      const { id: older } = await trial.issue();
      if (trial.account.showsWithin > 0) await setTimeout(1100);
      const { id: newer } = await trial.issue();
      const first = await trial.idsWhen({ limit: 2 }, (ids) => ids[0] === newer);
      const second = await trial.idsIn({ limit: 1, offset: 1 });
      return finding(
        first[0] === newer && first[1] === older && second[0] === older,
        'newest first',
        `asked for ${newer}, ${older}; got ${show(first)}, then ${show(second)}`,
      );
    }),
  },
  'list-limit': {
    assumption: 'A list hands out 100 records at a time.',
    where: ['operation/run.ts'],
    settles: lists,
    run: onAll(async (trial) => {
      const { length } = await trial.idsIn({ limit: 100 });
      need(length > 25, `the project has only ${length}: more than 25 are needed`);
      return finding(true, `${length} came at once`);
    }),
  },
};
