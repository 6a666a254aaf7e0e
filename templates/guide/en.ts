// English.
import { codes, type Guide } from './types.ts';

/** How a holder gets the pass. */
const mail =
  'The link stands in the row; nobody is sent it. PassKit sends the welcome e-mail of the project by itself, when it is switched on there.';

export const en: Guide = ({ columns: column, types, statuses, typeWords, toDo, revoked }) => ({
  start: {
    title: (client) => `Recipes for ${client}`,
    intro:
      'Each page is one use case, from the first step to the last, on Make, on Zapier or with the Coda Pack.',
    recipe: 'Recipe',
    what: 'What happens',
    files: [
      '`make/`: the scenarios, to be imported into Make',
      '`recipes/`: these pages, as web pages and as Markdown',
      '`redeem.env`: the settings of the redemption page, without credentials',
      '`hosting/`: what it takes to host the redemption page ([how](../hosting/README.md))',
      '`settings.json`: what this pack was made from',
    ],
    untried:
      'The scenarios run in a model of Make, against a PassKit in memory. None of this has been imported into a live account yet.',
  },
  headings: {
    needs: 'What you need',
    table: 'The table',
    make: 'On Make',
    zapier: 'On Zapier',
    good: 'Good to know',
    link: 'The link on the pass',
    withButton: 'On Make, with a button',
    onOpening: 'On Make, on opening',
    back: 'All recipes',
  },
  picture: { title: 'The table before and after', before: 'Before', after: 'After' },
  columns: {
    head: ['Column', 'Type', 'What it holds'],
    kinds: {
      text: 'Text',
      email: 'Email or text',
      list: 'Select list',
      link: 'Link or text',
      formula: 'Formula',
    },
    what: {
      Name: 'shown on the pass',
      Email: 'of the holder',
      Type: `${codes(typeWords)}: which pass the row gets`,
      Tier: `the ID of the tier, as PassKit shows it; for ${types.membership} only`,
      Status: codes(Object.values(statuses)),
      'Pass Link': 'left blank: the link of the pass is written here',
      'Pass ID': 'left blank: the PassKit ID of the pass',
      'Pass Error': 'left blank: what went wrong, and what to do',
      'Pass Sent': 'left blank: what the pass was last made from. You may hide it',
    },
    after: [
      `**${column['Pass Data']}** and **${column['Pass To Do']}** tell the scenario what there is to do. What the scenario writes changes neither of the other columns, so it does not start itself again.`,
      `A row gets its pass when everything that its pass is made from is there; until then **${column['Pass To Do']}** says *${toDo.wait}*. Where something is wrong, **${column['Pass Error']}** says what; correcting it is enough for the next try. To try a row again as it is, empty its **${column['Pass Sent']}**.`,
    ],
  },
  needs: {
    passkit: (what) =>
      `a PassKit account with ${what}, and its REST credentials from **Settings > Developer Tools**`,
    coda: 'a Coda account, and a doc with a table like the one below. For each custom field of the pass template add a column',
    app: 'Make or Zapier, with the PassKit app in your account. It is not public: your agency shares it with you',
  },
  make: {
    file: (link) => `Download ${link}.`,
    import:
      'In Make, create a scenario. At the bottom of the editor, open **⋯**, choose **Import Blueprint** and the file.',
    connect:
      'Open each PassKit module, choose or add your PassKit connection, and choose what is still blank:',
    nothingElse: 'nothing else',
    templateFields:
      'With the tier, offer or ticket type the custom fields of its pass template appear. Map a column to each that is marked as required.',
    token: (placeholder) =>
      `Open the first module and paste your Coda API token in place of \`${placeholder}\`. In Coda, it is made under **Account settings > API settings**; let it read and write this doc only, since whoever can open the scenario can read it.`,
    doc: (steps) =>
      `Open ${steps} and put the ID of your doc and of your table into the URL. The doc’s ID stands in the address of the doc, behind \`_d\`; the name of the table works in place of its ID, as long as nobody renames it.`,
    runOnce: (rows, both) =>
      `Click **Run once** and look at the table: the rows that had something to do are done, up to ${both ? `${rows} new and ${rows} changed ones` : rows} in a run.`,
    alone: (link) =>
      `This scenario issues passes for new rows and follows what changes in them: import it once for both. ${link} does only what this page is about, and is set up in the same way.`,
    schedule: (perRun, hours, operations) =>
      `Switch the scenario on and choose how often it looks. A run that finds nothing costs ${perRun} operations: every ${hours} hours that is ${operations} a month. Each row that is done costs a few more.`,
    hook: (step) => `Open **${step}**, click **Add**, give the webhook a name, save, and copy its address.`,
    tryHook: (address) =>
      `Click **Run once** and open ${address}. The page must say that there is no coupon.`,
    immediately:
      'Put the link on the pass, switch the scenario on, and set its schedule to **Immediately**. In its settings **Sequential processing** must be on: of two taps at once, the second is then told that the coupon is redeemed already.',
    events: (step) =>
      `Open **${step}** and add a webhook: your connection, **Coupon**, your campaign, and the event **Pass expired or invalidated** only.`,
    keepIncomplete:
      'Save and switch the scenario on; it starts by itself. In the settings of the scenario, allow Make to store incomplete executions (**Store incomplete executions**). Then none is lost when PassKit is busy.',
    list: (step) =>
      `Open **${step}** and add a webhook. Whoever has its address can issue passes: keep it like a password.`,
    sendList:
      'Switch the scenario on, set its schedule to **Immediately**, send it a list such as this one, and look at the answer.',
  },
  lockScreen: {
    heading: 'In PassKit, once',
    design: (field) => [
      `Open the design of the pass and add a field on the back. Its key is a custom field: \`${field}\`.`,
      'In the settings of the field for Apple Wallet, set the **change message** to `%@`. Apple shows it with the new value when that changes, if the holder has not switched that off.',
      'Publish the design.',
    ],
    make: (step, field, message) =>
      `In the scenario for changed rows, open **${step}**, add an item to **Custom fields** with the key \`${field}\`, and map your column **${message}**. The column belongs into the formula of **${column['Pass Data']}** too.`,
    zapier: (field, message) =>
      `In **Custom Fields** of step 2, add \`${field}\` with the column **${message}**. Where the form shows the fields of your design, it stands there by its own label.`,
  },
  more: {
    heading: 'Other fields',
    intro:
      'This recipe leaves these fields blank. They stand in the forms of Make and Zapier, each with its help; on Make some appear with **Show advanced settings** only. Map a column to those that you need.',
    head: ['Step', 'Type', 'Fields'],
    all: 'every one',
  },
  zapier: {
    head: ['Field', 'Value'],
    step: (number) => `Step ${number}`,
    ofStep: (field, step) => `**${field}** of step ${step}`,
    chooseYours: 'choose from the list',
    yours: 'yours',
    newRow: 'the trigger for new rows',
    changedRow: 'the trigger for changed rows',
    updateRow: 'the action that updates a row',
    exists: '**Exists**',
    notIn: (words) => `**(Text) is not in** ${words}`,
    in: (words) => `**(Text) is in** ${words}`,
    lookup: 'turns your words into those that PassKit knows',
    filterBoth: 'only continue if all hold',
    exactly: (word) => `**(Text) exactly matches** \`${word}\``,
    doesNotContain: (value) => `**(Text) does not contain** ${value}`,
    paths: 'two paths',
    catchHook: 'waits for the request of your till',
    mapFirst:
      'Where a value comes from an earlier step, open the list of the field, choose **Custom**, and pick the field of that step.',
    receipt: 'The receipt makes a repeated request the same redemption.',
    changedRowUnsure:
      'Whether Coda has a trigger for changed rows on Zapier could not be verified. If it has none, use Make: the scenario asks Coda itself.',
    lineItems:
      '**Issue Passes** takes up to 200 line items: map the lists of your trigger to **External ID**, **Display Name** and so on.',
  },
  link: {
    put: 'In the design of the membership pass, add a field of type **URL** to the back. Its value is one of these, with your own address and the ID of your campaign:',
    page: 'the redemption page',
    make: 'Make',
    pid: `PassKit puts the ID of the pass in place of \`\${pid}\`. The link stays the same for ever.`,
    either:
      'The redemption page shows the coupon, and redeems nothing before somebody holds its button; `redeem.env` has its settings. With Make a Make account is enough. All three redeem the same coupons.',
  },
  recipes: {
    'new-row': {
      title: 'A new row becomes a pass',
      intro: `Someone fills in a form, or you add a row. The row gets the pass that **${column.Type}** names, and its link goes back into the row.`,
      passkit: 'a published project for each type of pass you use',
      good: [
        'The ID of the row is the external ID of its pass. However often a row is sent, it gets one pass.',
        `A row whose **${column.Status}** says ${codes(revoked)} already gets no pass; one that an earlier try has left ends.`,
        `On Make, a copy of a row takes the link of the other pass along. Empty its **${column['Pass Link']}**, **${column['Pass ID']}** and **${column['Pass Sent']}**: then it gets a pass of its own.`,
        mail,
        'When many rows come at once, Coda may ask to slow down (error 429). The run stops there, and the next goes on. After three such runs Make switches the scenario off: switch it on again then.',
        `You can delete the routes of types you do not use. Delete these types from the select list **${column.Type}** too: a row without a route is never worked on, and nothing tells it so.`,
      ],
    },
    'changed-row': {
      title: 'A changed row updates its pass',
      intro: `The name, the e-mail address or the tier of a row changes: the pass changes with it. When **${column.Status}** says ${codes(revoked)}, the pass ends.`,
      passkit: 'the project of each type of pass you use',
      good: [
        'Blank cells keep what is on the pass.',
        `Only ${codes(revoked)} end a pass, on Make in small or capital letters. With anything else in **${column.Status}** the row is active.`,
        `A membership or ticket that has ended runs again when its expiry date moves forward in PassKit; setting **${column.Status}** back is not enough. A coupon is voided for good.`,
        `When a run is interrupted after it has voided a coupon, **${column['Pass Error']}** says later that PassKit has no such pass. Nothing is left to do then.`,
        `Deleting a row does not end its pass. Set **${column.Status}** first, and delete the row after the next run.`,
        'When a row changes, its pass gets what the row says, the name too: a ticket that was transferred in PassKit goes back to the holder before.',
        `A pass cannot change its type: when **${column.Type}** changes, use a new row.`,
      ],
    },
    'sign-up-sheet': {
      title: 'A sign-up sheet sends event tickets',
      intro: 'Whoever signs up gets a ticket for the event, and its link goes back into the row.',
      passkit: 'a published production that has an event and a ticket type',
      good: [
        'The ID of the row is the number of the ticket: nobody gets two tickets for one row.',
        `A row whose **${column.Status}** says ${codes(revoked)} already gets no ticket.`,
        `Whoever cancels once the link is in the row keeps the ticket with this scenario. The one for new and changed rows ends it; it needs the column **${column.Type}** with \`${types.eventTicket}\`.`,
        mail,
        'PassKit’s documentation says that tickets can be issued for events in the next 90 days.',
      ],
    },
    'redemption-link': {
      title: 'One link redeems the coupon that is active now',
      intro:
        'A link on the back of the membership pass opens a page; the coupon of this member is redeemed there. Coupons expire and are issued anew, the link and the pass never change: the ID of the membership pass is the external ID of the coupon.',
      passkit: 'a membership program and a coupon campaign, both published',
      good: [
        'The scenario without a button redeems as soon as the link is opened, also by a machine that only checks it. When in doubt, use the one with a button.',
        'PassKit charges for the membership and for each coupon.',
      ],
    },
    'coupon-expired': {
      title: 'An expired coupon is followed by a new one',
      intro:
        'When a coupon expires, the next is issued under the same external ID. So the link on the membership pass always has one that is active.',
      passkit: 'a coupon campaign whose offers have an expiry date of their own, such as 30 days after issue',
      good: [
        'The external ID of each coupon must be the ID of a membership pass.',
        'To end the chain for a member, void the coupon: voided and redeemed coupons are left alone.',
        'PassKit charges for each coupon that is issued.',
      ],
    },
    'many-passes': {
      title: 'A list becomes a pass for each row',
      intro:
        'A booking system, a shop or a form hands over a list: each of its rows becomes a membership, and the links come back in one answer.',
      passkit: 'a published membership program',
      good: [
        'Sent again, a row that has a pass comes back as `existing`, with the same link. Nothing is issued twice.',
        'Send at most 100 rows at a time: Make answers a webhook within three minutes or not at all.',
        'A row that PassKit refuses, and one without `externalId`, has no line in the answer and stops no other.',
      ],
    },
    'lock-screen': {
      title: 'A message on the lock screen',
      intro:
        'Write a message into a row, and the holder of its pass sees it on the lock screen of an iPhone: “Your table is ready”.',
      passkit: 'a pass design that you may change',
      good: [
        'The same text again is no change: nothing is shown. Put the time or a number into it.',
        'Google Wallet changes the pass without a message.',
        'A blank cell keeps what is on the pass, and shows nothing.',
        'That has not been tried on a real iPhone yet.',
      ],
    },
  },
});
