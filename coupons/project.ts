// The campaign and the offer that the user named, by ID or by name.
import { type Runtime, runDropdown } from '../operation/run.ts';
import { dropdowns } from '../passes/dropdowns.ts';
import { Unusable } from './outcomes.ts';

/** How many are listed in a message. */
const shown = 20;

/** The IDs of a campaign and of one of its offers. Throws Unusable with what there is to choose from. */
export async function findProject(campaign: string, offer: string, runtime: Runtime) {
  const campaignId = choose('campaign', campaign, await listed('campaign_list', {}, runtime));
  const offerId = choose('offer', offer, await listed('offer_list', { campaignId }, runtime));
  return { campaignId, offerId };
}

interface Choice {
  id: string;
  name: string;
}

async function listed(key: string, input: Record<string, string>, runtime: Runtime): Promise<Choice[]> {
  const dropdown = dropdowns.find((candidate) => candidate.key === key);
  if (!dropdown) throw new Error(`There is no dropdown ${key}.`);
  const choices: Choice[] = [];
  for (let page = 0; ; page++) {
    const found = await runDropdown(dropdown, input, page, runtime);
    const known = new Set(choices.map(({ id }) => id));
    const more = found.filter(({ id }) => !known.has(id));
    // Should PassKit not count pages, the first would come for ever.
    if (more.length === 0) return choices;
    choices.push(...more);
  }
}

function choose(what: 'campaign' | 'offer', wanted: string, choices: readonly Choice[]): string {
  if (choices.some(({ id }) => id === wanted)) return wanted;
  const [found, another] = choices.filter(({ name }) => name === wanted);
  if (found && !another) return found.id;
  const fitting = found ? choices.filter(({ name }) => name === wanted) : choices;
  const list = fitting.slice(0, shown).map(({ id, name }) => `  ${id}  ${name}`);
  const more = fitting.length > shown ? [`  and ${fitting.length - shown} more`] : [];
  const there = fitting.length === 0 ? `There is no ${what} at all.` : 'There are:';
  const problem = found
    ? `More than one ${what} is named “${wanted}”. Use the ID.`
    : `There is no ${what} “${wanted}”.`;
  throw new Unusable([`${problem} ${found ? '' : there}`.trim(), ...list, ...more].join('\n'));
}
