// English.
import type { Texts } from './types.ts';

export const en: Texts = {
  language: 'en',
  locale: 'en-GB',
  coupon: 'Your coupon',
  validUntil: (time) => `Valid until ${time}.`,
  noExpiry: 'No expiry date.',
  ending: (characters) => `Coupon ending in ${characters}`,
  once: 'It can be redeemed once, and that cannot be undone. Do it at the till.',
  redeem: 'Redeem now',
  hold: 'Hold the button until it is full.',
  heldTooShort: 'Nothing was redeemed. Hold the button until it is full.',
  cannotHold: 'You cannot hold the button?',
  tapInstead: 'Then leave this open: one tap on the button now redeems the coupon.',
  atTheTill: 'I am at the till and redeem it now.',
  terms: 'Terms',
  since: 'since it was redeemed',
  notCounting: 'When this page was opened. Reload it to count again.',
  words: {
    ready: 'Ready to redeem',
    redeemed: 'Redeemed',
    used: 'Already redeemed',
    expired: 'Expired',
    void: 'Not valid',
    none: 'No coupon',
    problem: 'A problem',
  },
  busy: 'Redeeming…',
  code: 'Cashier code',
  wrongCode: 'That code is not right. Nothing was redeemed. Please ask the cashier to enter it again.',
  redeemedAt: (time) => `Redeemed on ${time}.`,
  expiredAt: (time) => `It expired on ${time}.`,
  again: 'Open the coupon again',
  notices: {
    success: { heading: 'Redeemed', text: 'Thank you. Show this page at the till.' },
    redeemed: {
      heading: 'Already redeemed',
      text: 'This coupon has been used. It cannot be redeemed again.',
    },
    none: {
      heading: 'No coupon right now',
      text: 'There is no coupon for this pass at the moment. The link stays the same when there is a new one.',
    },
    expired: {
      heading: 'This coupon has expired',
      text: 'It can no longer be redeemed. The link stays the same when there is a new one.',
    },
    void: { heading: 'This coupon is no longer valid', text: 'It cannot be redeemed.' },
    unknown: { heading: 'This link leads nowhere', text: 'Please open the link on the back of your pass.' },
    incomplete: {
      heading: 'This link is not complete',
      text: 'Please open the link on the back of your pass, without changes.',
    },
    unsigned: {
      heading: 'This link is not genuine',
      text: 'Its signature is missing or wrong. Please open the link on the back of your pass.',
    },
    stale: {
      heading: 'This page is too old',
      text: 'Nothing was changed. Please open the coupon again and use its button.',
    },
    replaced: {
      heading: 'There is another coupon now',
      text: 'This page was for an earlier one. This tap redeemed nothing. Open the coupon again to see the one there is now.',
    },
    refused: {
      heading: 'This coupon cannot be redeemed now',
      text: 'This tap redeemed nothing. Open the coupon again to see how it stands, or ask the staff.',
    },
    slow: {
      heading: 'One moment, please',
      text: 'There were too many requests. This one changed nothing. Try again in a minute.',
    },
    tries: {
      heading: 'Too many wrong codes',
      text: 'Nothing was changed. Please wait ten minutes before you try again.',
    },
    setup: {
      heading: 'This page does not work yet',
      text: 'It is our fault, not yours. Please tell the staff.',
    },
    down: {
      heading: 'The coupon cannot be read right now',
      text: 'Nothing was changed. Please try again in a moment.',
    },
    unsure: {
      heading: 'We do not know yet',
      text: 'The answer was lost, so the coupon may or may not be redeemed. Open it again to see. It is never redeemed twice.',
    },
  },
};
