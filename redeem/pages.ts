// The pages: a coupon with its button, and what there is to say when there is no button.
import { html } from 'hono/html';
import { type Html, layout } from './layout.ts';
import { timeText } from './texts/texts.ts';
import { type Notice, notices, type Texts } from './texts/types.ts';

interface Setting {
  texts: Texts;
  timeZone: string;
}

/** What a page tells of a coupon. */
export interface Told {
  title?: string | undefined;
  /** Until when it is valid, or when it was redeemed or expired. */
  time?: Date | undefined;
}

interface Form {
  told: Told;
  /** Where the form goes: the path and query of the link. */
  action: string;
  externalId: string;
  token: string;
  /** Whether the cashier's code is asked for, and whether a wrong one was just given. */
  code: 'no' | 'asked' | 'wrong';
}

/** The coupon and the one button that redeems it. */
export function couponPage(
  { texts, timeZone }: Setting,
  { told, action, externalId, token, code }: Form,
): Html {
  const title = told.title ?? texts.coupon;
  const validity = told.time ? texts.validUntil(timeText(told.time, texts, timeZone)) : texts.noExpiry;
  const codeField = html`<label for="code">${texts.code}</label>
<input id="code" name="code" type="password" inputmode="numeric" autocomplete="off" required${
    code === 'wrong' ? html` aria-invalid="true" aria-describedby="wrong" autofocus` : ''
  }>
`;
  return layout(
    texts,
    title,
    html`<h1>${title}</h1>
${code === 'wrong' ? html`<p role="alert" id="wrong">${texts.wrongCode}</p>\n` : ''}<p class="time">${validity}</p>
<p>${texts.once}</p>
<form method="post" action="${action}">
<input type="hidden" name="token" value="${token}">
${code === 'no' ? '' : codeField}<button data-busy="${texts.busy}">${texts.redeem}</button>
</form>
<p class="soft">${texts.ending(ending(externalId))}</p>`,
  );
}

interface Said {
  /** The coupon it is about, where there is one. */
  told?: Told;
  /** The link to open once more. */
  again?: string | undefined;
}

/** A page that says one thing. */
export function noticePage({ texts, timeZone }: Setting, notice: Notice, { told, again }: Said = {}): Html {
  const { heading, text } = texts.notices[notice];
  const time = told?.time && timeText(told.time, texts, timeZone);
  const when = time && (notice === 'expired' ? texts.expiredAt(time) : texts.redeemedAt(time));
  return layout(
    texts,
    heading,
    html`<div role="${notices[notice].alert ? 'alert' : 'status'}">
<h1>${heading}</h1>
${when ? html`<p class="time">${when}</p>\n` : ''}${told?.title ? html`<p>${told.title}</p>\n` : ''}<p>${text}</p>
</div>${again ? html`\n<a class="again" href="${again}">${texts.again}</a>` : ''}`,
  );
}

/** Enough of an external ID to tell two coupons apart, and never all of it. */
const ending = (externalId: string) =>
  `…${externalId.slice(externalId.length - Math.min(4, Math.floor(externalId.length / 2)))}`;
