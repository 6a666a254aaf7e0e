// Everything the code assumes about PassKit and Zapier that no live account has confirmed yet, as data: what is
// assumed, where, the call that settles it, and, where that is safe, a try of it. A try issues test passes of its
// own (external IDs `live-check-…`) and deletes them again.
import { coupons, make, projects, zapier } from './byHand.ts';
import type { LiveCheck, Run } from './check.ts';
import { coda } from './coda.ts';
import { connecting } from './connecting.ts';
import { deleting } from './deleting.ts';
import { events } from './events.ts';
import { expiring } from './expiring.ts';
import { filtering } from './filtering.ts';
import { filterTable } from './filterTable.ts';
import { flights } from './flights.ts';
import { issuing } from './issuing.ts';
import { listing } from './listing.ts';
import { memberEvents } from './memberEvents.ts';
import { members } from './members.ts';
import { messages } from './messages.ts';
import { pictures } from './pictures.ts';
import { reading } from './reading.ts';
import { redeeming } from './redeeming.ts';
import { renaming } from './renaming.ts';
import { scenarios } from './scenarios.ts';
import { showing } from './showing.ts';
import { templates } from './templates.ts';
import { tickets } from './tickets.ts';
import { updating } from './updating.ts';

/** Every assumption, in the order of docs/live-checks.md. */
export const liveChecks: readonly LiveCheck[] = [
  connecting,
  reading,
  listing,
  filtering,
  showing,
  templates,
  issuing,
  updating,
  members,
  memberEvents,
  pictures,
  messages,
  projects,
  expiring,
  redeeming,
  tickets,
  flights,
  renaming,
  deleting,
  events,
  coupons,
  zapier,
  make,
  coda,
  scenarios,
].flatMap((checks) => Object.entries(checks).map(([id, check]) => ({ id, ...check })));

const triedFor = (attempt: Run) => ('account' in attempt ? 'yes' : `yes: ${attempt.passTypes.join(', ')}`);

/** docs/live-checks.md. */
export function liveChecksPage(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = liveChecks.map(({ id, assumption, where: files, settles, run: attempt }) => {
    const places = files.map((file) => `[${file}](../${file})`).join(', ');
    return `| \`${id}\` | ${cell(assumption)} | ${places} | ${cell(settles)} | ${attempt ? triedFor(attempt) : 'no'} |`;
  });
  const tried = liveChecks.filter((check) => check.run).length;
  return `# Live checks

Nothing in this project has met a live PassKit account yet. This page lists what the code takes for granted without
proof, and the call that settles each. Of the ${liveChecks.length} assumptions, \`npm run live-check\` tries ${tried} by itself: give it the credentials of
an account and the IDs of draft projects, and it issues test passes of its own, looks, and deletes them again. Run without
anything set, it explains what it needs; \`npm run live-check -- --sandbox\` shows what a run looks like.

The page is made from \`tools/liveChecks/\` by \`npm run docs\`.

| Check | Assumption | Where in the code | What settles it | Tried by \`npm run live-check\` |
|---|---|---|---|---|
${rows.join('\n')}

${filterTable()}`;
}
