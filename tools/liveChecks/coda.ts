// What only a Coda account can show of the Coda Pack. Where the SDK's documentation promises it, the row says how to see it.
import type { Checks } from './check.ts';

export const coda: Checks = {
  'coda-upload': {
    assumption: 'Coda takes the Pack: its size of some 500 KB, its names, one domain, without approval.',
    where: ['coda/pack.ts', 'commands/codaCheck.ts'],
    settles: '`npm run coda:upload`',
  },
  'coda-server': {
    assumption: 'A Pack that names no domain may talk to the server whose address stands in its account.',
    where: ['coda/server/pack.ts'],
    settles: '`npx packs upload server/pack.ts`, add an account, IssueMembership by it',
  },
  'coda-token': {
    assumption:
      'A long-lived token of PassKit works as the header that Coda sends, and GET /user/profile takes it in its region alone.',
    where: ['coda/connection.ts'],
    settles: 'Add an account in a doc: one region is offered, and the account is called after yours',
  },
  'coda-token-place': {
    assumption: 'PassKit shows the long-lived token in the settings of a project, under Pass APIs.',
    where: ['coda/connection.ts'],
    settles: 'Look there in the PassKit portal',
  },
  'coda-delete-body': {
    assumption: 'Coda’s fetcher sends the body of a DELETE.',
    where: ['coda/http.ts', 'creates/revokePass.ts'],
    settles: 'DELETE /members/member by the action RevokeMembership (method: delete) in a doc',
  },
  'coda-once': {
    assumption:
      'Coda sends a request again by itself only after 429, never one whose answer was lost: points would count twice.',
    where: ['coda/http.ts'],
    settles: 'No call can: compare the events of a member with the presses of a button after such an answer',
  },
  'coda-answers': {
    assumption:
      'A refusal reaches the Pack with its status and body; a list comes as text, or parsed when it has one line.',
    where: ['coda/http.ts'],
    settles:
      'GET /members/member/externalId/{programId}/{externalId} by FindMembership for one that is not there; sync a table of one row, and of several',
  },
  'coda-runtime': {
    assumption:
      'Coda’s machine has `Intl` with all time zones, and nothing else that the bundle wants is missing.',
    where: ['coda/check.ts', 'operation/dates.ts'],
    settles: 'IssueMembership with an expiry date, in a doc whose time zone is not UTC',
  },
  'coda-date': {
    assumption:
      'A date column reaches an action as midnight in the time zone of the doc; a blank one as no value.',
    where: ['coda/parameters.ts'],
    settles:
      'IssueMembership with the expiry date 2026-12-31 and with a blank cell, then GET /members/member/id/{id}',
  },
  'coda-blank': {
    assumption:
      'A blank cell reaches an optional parameter as no value or an empty text, never as zero or false; a list keeps its blank items.',
    where: ['coda/parameters.ts'],
    settles: 'UpdateMembership with a blank Points column and a blank custom field: both must stay',
  },
  'coda-edits': {
    assumption:
      'An edit of a row arrives with the changed values under the keys of the schema, a date as ISO 8601, a cell made blank as blank.',
    where: ['coda/tables.ts'],
    settles:
      'Switch on two-way sync in Members; edit a name, an expiry date, a custom field; empty an e-mail address',
  },
  'coda-row': {
    assumption: 'What an action answers with updates the row of its table at once, custom fields too.',
    where: ['coda/formulas.ts', 'coda/schema.ts'],
    settles: 'UpdateMembership by a button in the table Members',
  },
  'coda-result-column': {
    assumption:
      'A button writes its result into another column, `.` behind that offers Pass Link, and an automation can push the button of its row.',
    where: ['templates/recipes/onCoda.ts'],
    settles: 'Follow the recipe new-row with the Coda Pack',
  },
  'coda-options': {
    assumption:
      'The tier of a row in Members is chosen from a list; Coda names the column as the schema does.',
    where: ['coda/tables.ts'],
    settles: 'Edit a tier in Members with two-way sync',
  },
};
