// The Zapier app: the one file Zapier loads.
import zapier, { defineApp } from 'zapier-platform-core';
import authentication from './authentication.ts';
import { creates } from './creates/index.ts';
import issuePass from './creates/issuePass.ts';
import packageJson from './package.json' with { type: 'json' };
import { dropdowns } from './passes/dropdowns.ts';
import findPass from './searches/findPass.ts';
import { searches } from './searches/index.ts';
import { instantTriggers, pollingTriggers } from './triggers/index.ts';
import { apiRequest } from './zapier/apiRequest.ts';
import { toIssuePasses } from './zapier/issuePasses.ts';
import { byKey, toCreate, toDropdown, toSearch } from './zapier/operations.ts';
import { completeRequest } from './zapier/runtime.ts';
import { toHook, toPolling } from './zapier/triggers.ts';

const findOrIssue = {
  label: 'Find or Issue Pass',
  description: 'Finds a pass by its PassKit ID, external ID or e-mail address, or issues one.',
};

// Zapier wants the key of a search-or-create to be the key of a search: this one does what Find Pass does, and has a
// name of its own, so that no list shows two of the same name.
const hidden = {
  ...toSearch({ ...findPass, key: 'find_or_issue_pass' }),
  display: { ...findOrIssue, hidden: true },
};

export default defineApp({
  version: packageJson.version,
  platformVersion: zapier.version,
  // PassKit's refusals and its 429 are mapped in zapier/errors.ts.
  flags: { cleanInputData: false, throwForThrottlingEarly: false },
  authentication,
  beforeRequest: [completeRequest],
  triggers: byKey([
    ...instantTriggers.map(toHook),
    ...pollingTriggers.map(toPolling),
    ...dropdowns.map(toDropdown),
  ]),
  searches: byKey([...searches.map(toSearch), hidden]),
  creates: byKey([...creates.map(toCreate), toIssuePasses(issuePass), apiRequest]),
  searchOrCreates: {
    find_or_issue_pass: {
      key: 'find_or_issue_pass',
      display: findOrIssue,
      search: 'find_pass',
      create: 'issue_pass',
    },
  },
});
