// Live checks of where passes and their projects show: lists, dropdowns, pass pages and wallets.
import { runDropdown } from '../../operation/run.ts';
import { dropdowns } from '../../passes/dropdowns.ts';
import type { PassKind } from '../../passes/passKind.ts';
import { type Checks, onAll } from './check.ts';
import { type Finding, finding, need } from './finding.ts';
import { lists, reads } from './paths.ts';
import { differences, sameBut } from './records.ts';
import { filledIn } from './samples.ts';
import type { Trial } from './trial.ts';

/** The lists that a pass is issued from: its project's, and those of what is chosen in it. */
const listsOf = ({ project, issueFields }: PassKind) => {
  const keys = [project.field, ...Object.values(issueFields)].map(({ dropdown }) => dropdown);
  return dropdowns.filter(({ key }) => keys.includes(key));
};

/** Whether the addresses of a new pass answer, which are its page and a suffix. */
async function pagesAnswer(trial: Trial, suffixes: string[]): Promise<Finding> {
  const { id } = await trial.issue();
  const answers: { suffix: string; status: number }[] = [];
  for (const suffix of suffixes) {
    const address = `${trial.runtime.pages}/${id}${suffix}`;
    const page = async () =>
      (await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(20_000) })).status;
    answers.push({ suffix, status: await trial.until(page, (status) => status < 400) });
  }
  const holds = answers.every(({ status }) => status < 400);
  return finding(holds, answers.map(({ suffix, status }) => `{id}${suffix} answered ${status}`).join(', '));
}

export const showing: Checks = {
  'list-record': {
    assumption: 'A pass reads the same in a list as on its own.',
    where: ['passkit/objects.ts', 'searches/findPass.ts'],
    settles: `${lists}, ${reads}`,
    run: onAll(async (trial) => {
      const given = filledIn();
      const { id } = await trial.issue(given);
      const listed = await trial.findListed({ emailAddress: given.emailAddress });
      const [single] = await trial.find({ id });
      need(listed !== undefined && single !== undefined, 'the pass was not found by e-mail address');
      return sameBut(differences(single, listed));
    }),
  },
  'dropdown-lists': {
    assumption: 'The lists of projects and variants take `limit` 100 and `orderBy` created too.',
    where: ['passes/dropdowns.ts'],
    settles:
      'POST /members/programs/list, /members/tiers/list, /coupon/singleUse/campaigns/list, /coupon/singleUse/offers/list, /eventTickets/productions, /eventTickets/events/list, /eventTickets/ticketTypes/{productionId}',
    run: onAll(async (trial) => {
      const seen = new Set<string>();
      for (const dropdown of listsOf(trial.kind)) {
        for (const { id } of await runDropdown(dropdown, trial.project, 0, trial.runtime)) seen.add(id);
      }
      const missing = Object.keys(trial.project).filter((key) => !seen.has(trial.project[key] ?? ''));
      return finding(
        missing.length === 0,
        'all are in their lists',
        `not in its list: ${missing.join(', ')}`,
      );
    }),
  },
  'pass-page': {
    assumption:
      'The pass page is the region’s page host and the PassKit ID, also for accounts with a domain of their own.',
    where: ['passkit/regions.ts', 'passes/bundle.ts'],
    settles: 'GET https://pub1.pskt.io/{id} (pub2 likewise)',
    run: onAll((trial) => pagesAnswer(trial, [''])),
  },
  'wallet-links': {
    assumption: 'The same address with .pkpass and .gpay is the Apple and the Google Wallet pass.',
    where: ['passes/bundle.ts'],
    settles: 'GET https://pub1.pskt.io/{id}.pkpass, GET https://pub1.pskt.io/{id}.gpay (pub2 likewise)',
    run: onAll((trial) => pagesAnswer(trial, ['.pkpass', '.gpay'])),
  },
};
