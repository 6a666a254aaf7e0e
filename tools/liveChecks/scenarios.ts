// What only Make, Coda and Zapier themselves can settle about the templates and recipes.
import type { Checks } from './check.ts';

export const scenarios: Checks = {
  'template-import': {
    assumption:
      'A blueprint that names modules as `app#<id>:<module>` can be imported where that app is installed, and keeps what it maps.',
    where: ['templates/blueprint.ts', 'templates/check.ts'],
    settles:
      'Import the files of templates/make into a scenario with **Import Blueprint**, built with `--app`',
  },
  'template-error-handler': {
    assumption:
      'In an error handler `{{n.error.message}}` is the message of the module as our app wrote it, also for a missing parameter; after Ignore the next bundle is worked on.',
    where: ['templates/redemptionLink.ts', 'templates/coda.ts'],
    settles: 'Open the redemption link of a pass without a coupon: the page must say that there is none',
  },
  'template-webhook': {
    assumption:
      'A custom webhook hands over the fields of a query and of a form, `{{uuid}}` is known in scenarios, and the response may be HTML with headers of its own.',
    where: ['templates/redemptionLink.ts', 'templates/answerPage.ts'],
    settles:
      'Open the link of redemption-link-with-button and tap the button twice: redeemed once, success twice',
  },
  'template-iml': {
    assumption:
      'IML in scenarios keeps a backslash before a letter in text, takes regular expressions in `replace`, and `$1` in what replaces them; a filter takes `trim`.',
    where: ['templates/coda.ts', 'templates/redemptionLink.ts', 'make/errors.ts'],
    settles:
      'Run new-row with a row whose name holds a quote, a backslash and a line break, and whose status ends with a blank: Pass Sent must equal Pass Data',
  },
  'template-coda': {
    assumption:
      'Coda’s API filters rows with `query="Pass To Do":"issue"` on a formula column, gives their cells by column name, and `href` is the address to write to.',
    where: ['templates/coda.ts', 'standIns/coda/index.ts'],
    settles: 'Run new-row on a table with the columns of docs/recipes/new-row.md',
  },
  'template-merged-rows': {
    assumption:
      '`{{2.data.items[1].id}}` is blank where a list is empty, `merge` keeps the order of its lists, and `distinct` of collections by `id` keeps one of each.',
    where: ['templates/coda.ts'],
    settles:
      'Run new-and-changed-row on a table with a new row only, with a changed row only, and with both: each is done, the new row first',
  },
  'template-set-variables': {
    assumption:
      'Make imports the module `util:SetVariables` (version 1, a list of names and values), with which packs in German and Spanish begin.',
    where: ['templates/blueprint.ts'],
    settles:
      'Import new-and-changed-row of a German pack and open its first module: it lists its variables, the Coda token first, and shows no warning',
  },
  'template-row-errors': {
    assumption:
      "What Make itself says of a value it cannot use names the parameter (`parameter '…'`); what it says of a connection that breaks does not.",
    where: ['templates/coda.ts'],
    settles:
      'Leave out the program in Issue: Membership of new-row and run it: the row is told, and Pass To Do is blank',
  },
  'template-sequential': {
    assumption:
      'Importing a blueprint with `sequential` switches sequential processing on, and a webhook scenario then answers one request after the other.',
    where: ['templates/redemptionLink.ts'],
    settles:
      'Import redemption-link, look at the scenario’s settings, and open the link on two phones at once',
  },
  'template-coda-formulas': {
    assumption: 'The formulas of Pass Data and Pass To Do are what Coda takes.',
    where: ['templates/formulas.ts'],
    settles: 'Paste them from docs/recipes/new-row.md into a Coda table',
  },
  'template-zapier-coda': {
    assumption:
      'Coda on Zapier has triggers for new and for changed rows that give the row’s ID, and an action that updates a row by it.',
    where: ['templates/recipes/newRow.ts', 'templates/recipes/changedRow.ts'],
    settles:
      'Choose Coda in the Zap editor and look; take the keys of its steps from there for prefilled links',
  },
  'template-prefilled': {
    assumption: 'A prefilled link opens the editor with our steps once the integration is published.',
    where: ['templates/recipes/zap.ts'],
    settles: 'Open the link of docs/recipes/coupon-expired.md, built with the setting `zapier`',
  },
  'template-operations': {
    assumption:
      'Make counts an operation for each run of a module, and none for routers, filters and Ignore; an iterator whose filter stops the run does not run.',
    where: ['templates/operations.ts', 'templates/coda.ts'],
    settles:
      'Run new-and-changed-row on a table with nothing to do and with one row: 3 and 6 operations, as docs/costs.md says',
  },
  'template-coupon-expiry': {
    assumption:
      'PassKit tells a webhook when a coupon expires (INVALIDATED), not only when somebody opens it.',
    where: ['templates/couponExpired.ts'],
    settles: 'Issue a coupon that expires in ten minutes, with the scenario coupon-expired switched on',
  },
};
