// What no call of this command can settle: special projects, the portal, and everything inside Zapier and Make.
import type { Checks } from './check.ts';

export const projects: Checks = {
  'ticket-issue-window': {
    assumption: 'If PassKit issues tickets only for events within 90 days, its refusal says so.',
    where: ['creates/issuePass.ts'],
    settles: 'POST /eventTickets/ticket for an event more than 90 days away',
  },
  'derived-external-id': {
    assumption:
      'A program that takes the external ID from another field answers 409 for a member it has already.',
    where: ['passkit/problems.ts'],
    settles: 'POST /members/member in a program with `applyFieldToExternalIdOnEnrol`',
  },
  'custom-field-dates': {
    assumption: 'Custom fields that hold dates, times and numbers take the text the user maps, as it is.',
    where: ['passes/customFields.ts', 'zapier/fields.ts'],
    settles: 'PUT /members/member with a field of type DATE_YYYYMMDD in several forms, then look at the pass',
  },
  'draft-projects': {
    assumption: 'What holds in a draft project, where these checks run, holds in a published one.',
    where: ['tools/liveChecks/account.ts'],
    settles: '`npm run live-check -- --published` on a project that may cost a few passes',
  },
};

export const coupons: Checks = {
  'coupons-csv-export': {
    assumption:
      'The export of members has a column of pass IDs under one of the names in the table. If not, --id-column names it.',
    where: ['coupons/columns.ts'],
    settles: 'Export members from the PassKit portal as CSV and look at its first line',
  },
  'coupons-csv-import': {
    assumption:
      'The import of coupons takes `singleUseCoupons.coupon.externalId`, `singleUseCoupons.offer.id` and `person.*` as headers, and UTF-8 files of up to 4 MB.',
    where: ['coupons/convert.ts'],
    settles: 'Upload the result of `npm run coupons -- convert` to a draft campaign in the PassKit portal',
  },
  'coupons-slow-down': {
    assumption:
      'If PassKit wants a client to slow down, it answers 429 or 503, and says in Retry-After for how long.',
    where: ['coupons/retries.ts'],
    settles:
      'POST /coupon/singleUse/coupon by `npm run coupons -- issue` with --concurrency 50 and some thousand rows',
  },
};

export const zapier: Checks = {
  'zapier-delete-body': {
    assumption: 'Zapier’s runtime sends the body of a DELETE.',
    where: ['zapier/runtime.ts', 'creates/revokePass.ts'],
    settles: 'DELETE /members/member by Revoke Pass (Method: delete) in a Zap',
  },
  'zapier-mapped-pass-type': {
    assumption:
      'When Pass Type is mapped, `bundle.inputDataRaw.passType` holds the {{…}} while the editor asks for input fields.',
    where: ['zapier/fields.ts'],
    settles: 'Map Pass Type to a column in the Zap editor: the fields of all types must show',
  },
  'zapier-field-group': {
    assumption:
      'Fields of a group that is not emphasized stand apart from the others in the Zap editor, also those made by a function.',
    where: ['zapier/fields.ts'],
    settles: 'Open Issue Pass in the Zap editor: the group Advanced must stand last',
  },
  'zapier-hidden-search': {
    assumption: 'A hidden search can stand behind Find or Issue Pass while Find Pass shows on its own.',
    where: ['index.ts'],
    settles: 'Look for both in the Zap editor; `zapier-platform push` checks the rest',
  },
  'zapier-search-button': {
    assumption:
      'A field with `dynamic` and `search` offers the dropdown and the search button, and Find Pass is filled with its inputs.',
    where: ['zapier/fields.ts'],
    settles: 'Open Update Pass in the Zap editor and add a search step from the Pass field',
  },
  'zapier-dropdown-inputs': {
    assumption:
      'A dropdown sees the inputs it depends on (Pass Type, project), also those of fields made by a function.',
    where: ['zapier/fields.ts', 'passes/dropdowns.ts'],
    settles: 'Choose a program in the Zap editor and open the Tier and Pass dropdowns',
  },
  'zapier-custom-fields': {
    assumption:
      'Fields made from a template show once its tier, offer or ticket type is chosen, and keep their values when it changes.',
    where: ['zapier/fields.ts', 'passes/customFields.ts'],
    settles: 'Choose a tier in the Zap editor; GET /template/data/{id} must follow',
  },
  'zapier-dates': {
    assumption:
      'A date without a time reaches the action as the user wrote it. If Zapier makes midnight of it, a pass expires a day early.',
    where: ['operation/dates.ts', 'zapier/fields.ts'],
    settles:
      'Run Issue Pass in a Zap with the expiry date 2026-12-31, then GET /members/member/id/{id}: 23:59:59 in the Zap’s time zone',
  },
  'zapier-timezone': {
    assumption: '`bundle.meta.timezone` is the IANA name of the Zap’s time zone when an action runs.',
    where: ['zapier/runtime.ts'],
    settles: 'The same Zap in a time zone other than UTC',
  },
  'zapier-clock': {
    assumption: 'Zapier’s clock is less than ten seconds ahead of PassKit’s and less than fifty behind it.',
    where: ['passkit/connection.ts'],
    settles: 'GET /user/profile by the connection test; a 401 with “issued” or “expired” refutes it',
  },
  'zapier-braces': {
    assumption: 'What users write in {{braces}} reaches PassKit unchanged.',
    where: ['zapier/runtime.ts'],
    settles: 'POST /members/member by Issue Pass in a Zap, with braces in Display Name',
  },
};

export const make: Checks = {
  'make-request-less': {
    assumption:
      'A step without `url` runs its `temp` and its output, also between requests and as the last step.',
    where: ['make/requests.ts', 'make/modules.ts'],
    settles: 'Run Issue a pass in Make: the bundle must have all keys',
  },
  'make-skipped': {
    assumption:
      'A request whose `condition` is false is skipped, its `temp` is not set, and the chain goes on.',
    where: ['make/requests.ts'],
    settles: 'Run Issue a pass for each pass type and look at the requests in Make DevTool',
  },
  'make-valid-false': {
    assumption: 'A request whose `valid` condition is false ends the module with its message and type.',
    where: ['make/requests.ts'],
    settles: 'Redeem a coupon twice in Make: the second run says when it was redeemed',
  },
  'make-error-in-answer': {
    assumption:
      'In the message and the type of `valid`, `get` reads a member of `temp` by a name that is put together, and `replace` takes its pattern from `temp`, with the flag m.',
    where: ['make/errors.ts'],
    settles:
      'In a scenario on a server that answers a list with {"error":{"code":7,"message":"no"}}: the message ends with [forbidden]',
  },
  'make-blank': {
    assumption:
      'A text mapped to nothing arrives as no value. If Make hands over an empty text, a custom field that is mapped to one is emptied by an update.',
    where: ['make/requests.ts'],
    settles: 'Map a custom field of Update a pass to an empty cell, then GET /members/member/id/{id}',
  },
  'make-jwt': {
    assumption:
      '`jwt()` can be used in the headers of the base, with claims from its `temp`, anew for each request.',
    where: ['make/connection.ts'],
    settles: 'Any module with API key and secret; a run of more than a minute with pages',
  },
  'make-lines': {
    assumption:
      '`split` of an empty body is an empty array, and `parseJSON` takes the lines joined by commas.',
    where: ['make/requests.ts'],
    settles: 'Search passes by ID or email in Make for one that does not exist: no bundle and no error',
  },
  'make-spread': {
    assumption: 'The key `{{...}}` spreads an object, and the members beside it stand on top of it.',
    where: ['make/data.ts'],
    settles: 'Update one field of an event ticket in Make, then GET /eventTickets/ticket/id/{id}',
  },
  'make-time-zone': {
    assumption:
      '`formatDate` takes `environment.timezone`, so that a date of birth is the day the user means.',
    where: ['make/requests.ts'],
    settles: 'Issue a pass in Make with a date of birth, in a time zone other than UTC',
  },
  'make-nested': {
    assumption:
      'When the pass type is mapped, the nested fields of every type can be filled in and reach the module.',
    where: ['make/parameters.ts'],
    settles: 'Map Pass type of Issue a pass to a column',
  },
  'make-interface-rpc': {
    assumption:
      'The RPC in an interface is given the parameters of the module; for an instant trigger those of its webhook.',
    where: ['make/parameters.ts'],
    settles: 'Map a custom field of Issue a pass, and one of Watch pass events, in the module after it',
  },
  'make-page-number': {
    assumption: '`pagination.page` can be read in `valid`, and is 51 on the last page that Make asks for.',
    where: ['make/search.ts'],
    settles: 'Search passes in a project of more than 50,000 with a status that none of them has',
  },
  'make-typed': {
    assumption: 'A select with `mode: edit` can be typed in and still offers its list.',
    where: ['make/parameters.ts'],
    settles: 'Open Pass of Update a pass in Make',
  },
  'make-deploy': {
    assumption:
      'Make’s API takes modules, RPCs and connections as its own editor sends them, and answers with their names; its list of apps says of each whether it is public or approved, and when it was created.',
    where: ['tools/deploy/deploy.ts', 'tools/deploy/findApp.ts'],
    settles: '`npm run make:deploy -- --zone eu1`, twice: the second run changes nothing',
  },
  'make-webhook': {
    assumption:
      'In a webhook, `connection` can be used when it is attached, and what was kept then is `webhook` when a delivery comes and when it is detached; both may be several requests.',
    where: ['make/webhook.ts'],
    settles: 'Turn a scenario with Watch pass events on and off, and look at POST /integrations/sinks/list',
  },
  'make-instant': {
    assumption:
      'An instant trigger may have a communication without a request: its `temp`, its `response.temp` and its output are run for each delivery, with the delivery as `payload`.',
    where: ['make/triggers.ts'],
    settles: 'Watch pass events in Make, then issue a pass: the bundle must have an event ID and a time',
  },
  'make-map': {
    assumption:
      '`map` of an array of collections by a key gives an array of what stands under it; with a second key and a value, of those alone that have it.',
    where: ['make/requests.ts', 'make/byName.ts'],
    settles:
      'Search passes in Make: the bundles must not be blank; issue a membership with the name of a tier',
  },
  'make-dropped': {
    assumption:
      'A connection that breaks is an error of Make’s own, which Make may repeat by itself: Issue a pass without an external ID may then issue twice. No rule of an app reaches it.',
    where: ['make/errors.ts'],
    settles:
      'Ask Make; a scenario on a server that drops the connection after the write, with incomplete executions stored',
  },
};
