// The pages: a coupon with its button, and what there is to say when there is no button.
import { html } from 'hono/html';
import type { Brand, Offer } from './brand.ts';
import type { State } from './faces.ts';
import { type Html, layout } from './layout.ts';
import { timeText } from './texts/texts.ts';
import { type Notice, notices, type Texts } from './texts/types.ts';

interface Setting {
  texts: Texts;
  timeZone: string;
  brand: Brand;
}

/** What a page tells of a coupon. */
export interface Told {
  offer?: Offer;
  /** Until when it is valid, or when it was redeemed or expired. */
  time?: Date | undefined;
}

interface Form {
  told: Told;
  /** Where the form goes: the path and query of the link. */
  action: string;
  externalId: string;
  token: string;
  /** Whether the cashier's code is asked for, whether a wrong one was just given, and what keys it takes. */
  code: 'no' | 'asked' | 'wrong';
  keys: 'numeric' | 'text';
}

/** The coupon and the one button that redeems it. */
export function couponPage(setting: Setting, { told, action, externalId, token, code, keys }: Form): Html {
  const { texts, timeZone } = setting;
  const { title = texts.coupon, details, terms, image } = told.offer ?? {};
  const validity = told.time ? texts.validUntil(timeText(told.time, texts, timeZone)) : texts.noExpiry;
  // Who knows the code means it: only without one may a curious finger be at work.
  const hold = code === 'no';
  const codeField = html`<label for="code">${texts.code}</label>
<input id="code" name="code" type="password" inputmode="${keys}" autocapitalize="none" autocorrect="off" spellcheck="false" autocomplete="off" required${
    code === 'wrong' ? html` aria-invalid="true" aria-describedby="wrong" autofocus` : ''
  }>
`;
  const held = html`<p data-script hidden><strong>${texts.hold}</strong></p>
`;
  const instead = html`<p class="soft" aria-live="polite" data-short="${texts.heldTooShort}"></p>
<details data-script hidden><summary>${texts.cannotHold}</summary><p>${texts.tapInstead}</p></details>
`;
  return layout(
    setting,
    'ready',
    title,
    html`<p class="word">${texts.words.ready}</p>
<h1>${title}</h1>
${code === 'wrong' ? html`<p role="alert" id="wrong">${texts.wrongCode}</p>\n` : ''}${
  image ? html`<img class="picture" src="${image}" alt="">\n` : ''
}${details ? html`<p class="text">${details}</p>\n` : ''}<p class="time">${validity}</p>
<form method="post" action="${action}"${hold ? html` data-hold` : ''}>
<p id="once">${texts.once}</p>
<input type="hidden" name="token" value="${token}">
${hold ? held : codeField}<button aria-describedby="once" data-busy="${texts.busy}">${texts.redeem}</button>
${hold ? instead : ''}</form>
<p>${texts.ending(ending(externalId))}</p>${terms ? termsOf(texts, terms) : ''}`,
  );
}

/** The terms, behind a line: long ones must not push the button off the screen. A link is one. */
const termsOf = (texts: Texts, terms: string) => html`
<details><summary>${texts.terms}</summary><p class="text">${
  /^https:\/\/\S+$/.test(terms) && URL.canParse(terms)
    ? html`<a href="${terms}" rel="noreferrer">${terms}</a>`
    : terms
}</p></details>`;

interface Said {
  /** The coupon it is about, where there is one. */
  told?: Told;
  /** The link to open once more. */
  again?: string | undefined;
  /** The time by the server's clock, where the time since then is told. */
  now?: number;
  /** After how many seconds the page is asked for anew. */
  until?: number;
}

/** A page that says one thing. */
export function noticePage(setting: Setting, notice: Notice, { told, again, now, until }: Said = {}): Html {
  const { texts, timeZone } = setting;
  const { heading, text } = texts.notices[notice];
  const { state, alert } = notices[notice];
  const word = texts.words[state];
  const time = told?.time && timeText(told.time, texts, timeZone);
  const when = time && (notice === 'expired' ? texts.expiredAt(time) : texts.redeemedAt(time));
  const title = told?.offer?.title;
  return layout(
    setting,
    state,
    heading,
    html`<div role="${alert ? 'alert' : 'status'}">
${word === heading ? '' : html`<p class="word">${word}</p>\n`}<h1>${heading}</h1>${passed(texts, state, told?.time, now, until)}
${when ? html`<p class="time">${when}</p>\n` : ''}${title ? html`<p>${title}</p>\n` : ''}<p>${text}</p>
</div>${again ? html`\n<a class="again" href="${again}">${texts.again}</a>` : ''}`,
  );
}

/** A clock of more hours tells less than the date. */
const longest = 24 * 60 * 60;

/** How long ago it was redeemed, counting on: a picture of the page stands still. */
function passed(texts: Texts, state: State, time: Date | undefined, now: number | undefined, until?: number) {
  if (!time || now === undefined || (state !== 'redeemed' && state !== 'used')) return '';
  const seconds = Math.max(0, Math.floor((now - time.getTime()) / 1000));
  if (seconds > longest) return '';
  return html`
<div class="clock" role="timer" aria-live="off" data-seconds="${seconds}"${until === undefined ? '' : html` data-until="${until}"`}><b>${clockText(seconds)}</b> ${texts.since}<p data-plain>${texts.notCounting}</p></div>`;
}

/** Such as 0:07 or 2:14:09, as the script writes it. */
function clockText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** Enough of an external ID to tell two coupons apart, and never all of it, nor half a character. */
function ending(externalId: string): string {
  const characters = [...externalId];
  const shown = Math.min(4, Math.floor(characters.length / 2));
  return `…${characters.slice(characters.length - shown).join('')}`;
}
