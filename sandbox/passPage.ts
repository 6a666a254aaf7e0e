// The page behind a pass id, in the place of PassKit's pass page: what the pass says, in plain HTML.

import { renderCoupon } from './coupons.ts';
import { flightOf } from './flights.ts';
import { renderMember } from './members.ts';
import { child, children, type Message, number, text } from './messages.ts';
import type { PassRecord } from './records.ts';
import type { Store } from './store.ts';
import { renderTicket } from './ticketViews.ts';

interface Page {
  status: number;
  type: string;
  body: string;
}
type Rows = [label: string, value: string][];

/** The page for a path that is a pass id, with or without a wallet suffix; undefined for other paths. */
export function passPage(store: Store, path: string): Page | undefined {
  const [, id = '', suffix] = /^\/([0-9A-Za-z]{22})(\.pkpass|\.gpay)?$/.exec(path) ?? [];
  if (!id) return undefined;
  const found = passRows(store, id);
  if (!found) return page(404, 'No such pass', '<p>The sandbox has no pass with this id.</p>');
  if (suffix) {
    const body = `The sandbox makes no real wallet file. See the pass at /${id}\n`;
    return { status: 200, type: 'text/plain; charset=utf-8', body };
  }
  const rows = found.rows.filter(([, value]) => value !== '');
  const table = rows.map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`).join('\n');
  const links = found.links.map(
    ({ url, title }) => `<li><a href="${html(url)}">${html(title || url)}</a></li>`,
  );
  const wallet = `<li><a href="/${id}.pkpass">Apple Wallet</a></li><li><a href="/${id}.gpay">Google Wallet</a></li>`;
  return page(200, found.title, `<dl>\n${table}\n</dl>\n<ul>${links.join('')}${wallet}</ul>`);
}

function passRows(store: Store, id: string) {
  const member = store.members.get(id);
  if (member) return memberRows(store, member);
  const coupon = store.coupons.get(id);
  if (coupon) return couponRows(store, coupon);
  const ticket = store.tickets.get(id);
  if (ticket) return ticketRows(store, ticket);
  const boarding = store.boardingPasses.get(id);
  return boarding && boardingRows(store, boarding);
}

function memberRows(store: Store, record: PassRecord) {
  const member = renderMember(store, record);
  const program = store.findProject('program', text(member, 'programId'));
  return passView('Membership', text(program, 'name'), member, [
    ['External id', text(member, 'externalId')],
    ['Tier', text(member, 'tierId')],
    ['Points', String(number(member, 'points'))],
  ]);
}

function couponRows(store: Store, record: PassRecord) {
  const coupon = renderCoupon(store, record);
  const offer = store.findProject('offer', text(coupon, 'offerId'));
  return passView('Coupon', text(offer, 'offerTitle'), coupon, [
    ['External id', text(coupon, 'externalId')],
    ['Redeemed', text(child(coupon, 'redemptionDetails'), 'redemptionDate')],
  ]);
}

function ticketRows(store: Store, record: PassRecord) {
  const ticket = renderTicket(store, record);
  const event = child(ticket, 'event');
  const seat = Object.values(child(ticket, 'seatInfo') ?? {}).filter((value) => typeof value === 'string');
  return passView('Ticket', text(child(event, 'production'), 'name'), ticket, [
    ['Ticket number', text(ticket, 'ticketNumber')],
    ['Ticket type', text(child(ticket, 'ticketType'), 'name')],
    ['Starts', text(event, 'scheduledStartDate')],
    ['Seat', seat.join(' ')],
    ['Redeemed', text(child(ticket, 'redemptionDetails'), 'redemptionDate')],
  ]);
}

function boardingRows(store: Store, record: Message) {
  const flight = flightOf(store, record);
  const name = `${text(record, 'carrierCode')} ${text(record, 'flightNumber')}`;
  const holder = { person: child(child(record, 'passenger'), 'passengerDetails') };
  return passView('Boarding pass', name, holder, [
    ['From', text(record, 'boardingPoint')],
    ['To', text(record, 'deplaningPoint')],
    ['Gate', text(flight, 'departureGate')],
    ['Flight status', text(flight, 'status')],
    ['Seat', text(record, 'seatNumber')],
    ['Boarding group', text(record, 'boardingGroup')],
  ]);
}

function passView(kind: string, name: string, pass: Message, own: Rows) {
  const person = child(pass, 'person');
  const fullName = `${text(person, 'forename')} ${text(person, 'surname')}`.trim();
  const custom: Rows = Object.entries(child(pass, 'metaData') ?? {}).map(([key, value]) => [
    key,
    String(value),
  ]);
  const rows: Rows = [
    ['Kind', kind],
    ['Holder', text(person, 'displayName') || fullName],
    ['Status', text(pass, 'status')],
    ['Wallet', text(child(pass, 'passMetaData'), 'status')],
    ['Expires', text(pass, 'expiryDate')],
    ...own,
    ...custom,
  ];
  const links = children(child(pass, 'passOverrides'), 'links')
    .map((link) => ({ url: text(link, 'url'), title: text(link, 'title') }))
    .filter(({ url }) => /^(https?|mailto|tel):/i.test(url));
  return { title: name || kind, rows, links };
}

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem}
main{border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:1rem;padding:1rem 1.5rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}`;

function page(status: number, title: string, content: string): Page {
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${html(title)}</h1>
${content}
</main></body></html>
`;
  return { status, type: 'text/html; charset=utf-8', body };
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const html = (value: string) => value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
