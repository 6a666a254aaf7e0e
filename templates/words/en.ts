// English.
import { kindOf } from '../../passes/kinds.ts';
import type { Language } from './types.ts';

export const en: Language = {
  columns: {
    Name: 'Name',
    Email: 'Email',
    Type: 'Type',
    Tier: 'Tier',
    Status: 'Status',
    'Pass Link': 'Pass Link',
    'Pass ID': 'Pass ID',
    'Pass Error': 'Pass Error',
    'Pass Sent': 'Pass Sent',
    'Pass Data': 'Pass Data',
    'Pass To Do': 'Pass To Do',
  },
  types: {
    membership: kindOf('membership').label,
    coupon: kindOf('coupon').label,
    eventTicket: kindOf('eventTicket').label,
  },
  statuses: { Active: 'Active', Canceled: 'Canceled', Expired: 'Expired' },
  alsoRevoked: ['Cancelled'],
  toDo: { issue: 'issue', update: 'update', wait: 'wait' },
  placeholders: { token: 'YOUR-CODA-TOKEN', doc: 'YOUR-DOC-ID', table: 'YOUR-TABLE-ID', project: 'your' },
  steps: {
    codaToken: 'Coda API token: paste it here',
    rowsToDo: 'Rows with something to do',
    rowByRow: 'Row by row',
    issue: 'Issue',
    update: 'Update',
    revoke: 'Revoke',
    write: 'Write it into the row',
    sayWrong: 'Say in the row what is wrong',
    goOn: 'Go on',
    whichPass: 'Which pass?',
    whatToDo: 'What to do?',
    signedUp: 'Signed up?',
    openedLink: 'Opened link',
    redeem: 'Redeem the coupon',
    sayWhyNot: 'Say why not',
    redeemed: 'Redeemed',
    tapped: 'Tapped?',
    showButton: 'Show the button',
    couponExpired: 'A coupon has expired',
    readCoupon: 'Read the coupon',
    issueNext: 'Issue the next one',
    listComesIn: 'The list comes in',
    issueOne: 'Issue the pass',
    allResults: 'All results',
    answer: 'Answer with the links',
  },
  filters: {
    somethingToDo: 'Something to do',
    active: 'Active',
    ended: 'canceled or expired',
    noSuchType: 'No such type',
    lacking: 'Something is missing',
    buttonTapped: 'The button was tapped',
    linkOpened: 'The link was opened',
    notFollowed: 'Expired, and not followed yet',
    withId: 'With an external ID',
  },
  noSuchType: (column, types) => `${column} must be one of: ${types}.`,
  lacking: (columns) =>
    `Something is missing for a pass. The table needs these columns filled in: ${columns}. As soon as they are, the row gets its pass.`,
  lackingTier: (column, type) => `${column} (for ${type})`,
  scenarios: {
    newRow: {
      title: 'new row, new pass',
      description:
        'Each new row of a Coda table gets a membership, coupon or event ticket, as its column Type says, and the link of the pass goes back into the row.',
    },
    changedRow: {
      title: 'changed row, updated pass',
      description:
        'A changed row of a Coda table updates its pass; the status Canceled or Expired revokes it. Writing to the row does not start it again.',
    },
    newAndChangedRow: {
      title: 'new row, new pass; changed row, updated pass',
      description:
        'Each new row of a Coda table gets a membership, coupon or event ticket, as its column Type says, and the link of the pass goes back into the row. A changed row updates its pass; the status Canceled or Expired revokes it. Writing to the row does not start it again.',
    },
    signUpSheet: {
      title: 'sign-up sheet, event tickets',
      description:
        'Each new row of a sign-up sheet in Coda gets an event ticket, and its link goes back into the row.',
    },
    couponExpired: {
      title: 'expired coupon, new coupon',
      description:
        'When a coupon expires, a new one is issued under the same external ID. Redeemed and voided coupons are left alone.',
    },
    onOpening: {
      title: 'redeem a coupon by link',
      description:
        'A link on the back of a membership pass redeems the coupon that is active now, as soon as it is opened, and answers with a page.',
    },
    withButton: {
      title: 'redeem a coupon by link and button',
      description:
        'A link on the back of a membership pass shows a page; its button redeems the coupon that is active now. Opening the link changes nothing.',
    },
    manyPasses: {
      title: 'a list of rows, a pass each',
      description:
        'Each row of a list that is sent to the webhook becomes a membership, and the answer has the link of each. A row that fails is missing in it, and stops no other. Sent again, nothing is issued twice.',
    },
  },
};
