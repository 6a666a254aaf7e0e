// What one platform can do and the other cannot, as data: a table of the field reference, and a test for each row.
import { anyProject } from '../passes/commonInputs.ts';

interface Difference {
  what: string;
  zapier: string;
  make: string;
}

export const differences = {
  order: {
    what: 'Issue, redeem',
    zapier:
      'asks PassKit to act, and looks at the pass only when it refuses; a redemption reference is looked for before',
    make: 'looks first, one request more: Make cannot go on after a refusal',
  },
  lostAnswer: {
    what: 'PassKit’s answer is lost',
    zapier: 'the same run looks what became of it',
    make: 'the run fails; the next one finds the pass. What would be done twice (no external ID, no reference) is not repeated by Make; only where the connection breaks without any answer, in a scenario that stores incomplete executions, Make may repeat it',
  },
  partly: {
    what: 'A refusal after a part of the step was done',
    zapier: 'says that a part was done',
    make: 'says what was refused alone; running the step again is as safe',
  },
  project: {
    what: `The ${anyProject}`,
    zapier: 'not needed with a PassKit ID',
    make: 'always needed: the choices of passes, and the lists Make looks in, are those of a project',
  },
  unknownId: {
    what: 'Finding by a PassKit ID that does not exist',
    zapier: 'finds nothing',
    make: 'fails with [not_found]: Make ends a module on PassKit’s 404',
  },
  boardingPasses: {
    what: 'A boarding pass that is there already',
    zapier: 'is looked for first, and returned',
    make: 'is not looked for: PassKit has no list of them, and Make ends a module on a 404. PassKit’s refusal of the duplicate ends the run',
  },
  names: {
    what: 'A program, tier, campaign, offer, production or ticket type by its name',
    zapier: 'is looked up when PassKit finds nothing by that ID: two requests more',
    make: 'is looked up first, where it cannot be an ID: one request more; a name with a comma is not found',
  },
  findOrIssue: {
    what: 'Find or issue in one step',
    zapier: 'Find or Issue Pass',
    make: 'Issue a pass, with “If the pass exists” left at return',
  },
  events: {
    what: 'An earlier try, looked for by its reference among the events of a member',
    zapier: 'all events',
    make: 'the newest 1,000 events',
  },
  apiCall: {
    what: 'Any other call of PassKit’s API',
    zapier: 'API Request; a write whose answer is lost is never repeated',
    make: 'Make an API call',
  },
  manyPasses: {
    what: 'Many passes in one step',
    zapier: 'Issue Passes, from up to 200 line items',
    make: 'Issue a pass after an Iterator: Make runs a module once for each bundle',
  },
  spaces: { what: 'Spaces around a text', zapier: 'are cut off', make: 'stay' },
  dateAlone: {
    what: 'A midnight as an expiry date',
    zapier: 'means the end of that day where it has an offset, in that offset, as Coda sends a date',
    make: 'means the end of that day where it is midnight in the time zone of the scenario: Make hands over a date alone like that',
  },
  period: {
    what: 'An expiry of “+1 year” or “+30 days”',
    zapier: 'counts from today, and means the end of that day',
    make: 'is no date: map addYears(now; 1) or addDays(now; 30)',
  },
  words: {
    what: 'A mapped pass type',
    zapier: 'may say “Event Ticket”, “event-ticket” or `eventTicket`',
    make: 'must say `eventTicket`: the fields of the form belong to that value',
  },
  triggers: {
    what: 'Instant triggers',
    zapier: 'one for each event, and Pass Event for several',
    make: 'Watch pass events, for the events you choose',
  },
  newEvents: {
    what: 'What has just happened to a member',
    zapier: 'is told at the next look',
    make: 'is told at the first look that is half a minute later: Make never gives what is older than the last it gave, and an event may be late in the list',
  },
  eventFields: {
    what: 'Custom fields of an event',
    zapier: 'are the custom fields alone',
    make: 'stand among the other data of the delivery: IML cannot pick members by their names',
  },
  dropdowns: { what: 'Dropdowns', zapier: 'load page after page', make: 'load the newest 300' },
} satisfies Record<string, Difference>;
