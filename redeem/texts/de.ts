// German.
import type { Texts } from './types.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  coupon: 'Ihr Gutschein',
  validUntil: (time) => `Gültig bis ${time}.`,
  noExpiry: 'Ohne Ablaufdatum.',
  ending: (characters) => `Gutschein mit der Endung ${characters}`,
  once: 'Er kann einmal eingelöst werden, und das lässt sich nicht rückgängig machen. Bitte erst an der Kasse einlösen.',
  redeem: 'Jetzt einlösen',
  hold: 'Halten Sie den Knopf gedrückt, bis er voll ist.',
  heldTooShort: 'Es wurde nichts eingelöst. Halten Sie den Knopf gedrückt, bis er voll ist.',
  cannotHold: 'Sie können den Knopf nicht gedrückt halten?',
  tapInstead: 'Dann lassen Sie dies offen: Ein Tippen auf den Knopf löst den Gutschein jetzt ein.',
  atTheTill: 'Ich bin an der Kasse und löse ihn jetzt ein.',
  terms: 'Bedingungen',
  since: 'seit der Einlösung',
  notCounting: 'Stand beim Öffnen dieser Seite. Laden Sie sie neu, um weiterzuzählen.',
  words: {
    ready: 'Bereit zum Einlösen',
    redeemed: 'Eingelöst',
    used: 'Bereits eingelöst',
    expired: 'Abgelaufen',
    void: 'Ungültig',
    none: 'Kein Gutschein',
    problem: 'Ein Problem',
  },
  busy: 'Wird eingelöst …',
  code: 'Kassencode',
  wrongCode:
    'Der Code stimmt nicht. Es wurde nichts eingelöst. Bitte lassen Sie ihn an der Kasse erneut eingeben.',
  redeemedAt: (time) => `Eingelöst am ${time}.`,
  expiredAt: (time) => `Abgelaufen am ${time}.`,
  again: 'Gutschein erneut öffnen',
  notices: {
    success: { heading: 'Eingelöst', text: 'Vielen Dank. Zeigen Sie diese Seite an der Kasse.' },
    redeemed: {
      heading: 'Bereits eingelöst',
      text: 'Dieser Gutschein wurde verwendet. Er kann nicht noch einmal eingelöst werden.',
    },
    none: {
      heading: 'Zurzeit kein Gutschein',
      text: 'Für diese Karte gibt es im Moment keinen Gutschein. Der Link bleibt derselbe, wenn es einen neuen gibt.',
    },
    expired: {
      heading: 'Dieser Gutschein ist abgelaufen',
      text: 'Er kann nicht mehr eingelöst werden. Der Link bleibt derselbe, wenn es einen neuen gibt.',
    },
    void: { heading: 'Dieser Gutschein ist nicht mehr gültig', text: 'Er kann nicht eingelöst werden.' },
    unknown: {
      heading: 'Dieser Link führt nirgendwohin',
      text: 'Bitte öffnen Sie den Link auf der Rückseite Ihrer Karte.',
    },
    incomplete: {
      heading: 'Dieser Link ist unvollständig',
      text: 'Bitte öffnen Sie den Link auf der Rückseite Ihrer Karte, ohne ihn zu ändern.',
    },
    unsigned: {
      heading: 'Dieser Link ist nicht echt',
      text: 'Seine Signatur fehlt oder ist falsch. Bitte öffnen Sie den Link auf der Rückseite Ihrer Karte.',
    },
    stale: {
      heading: 'Diese Seite ist zu alt',
      text: 'Es wurde nichts geändert. Bitte öffnen Sie den Gutschein erneut und benutzen Sie den Knopf dort.',
    },
    replaced: {
      heading: 'Es gibt jetzt einen anderen Gutschein',
      text: 'Diese Seite galt einem früheren. Dieses Mal wurde nichts eingelöst. Öffnen Sie den Gutschein erneut, um den jetzigen zu sehen.',
    },
    refused: {
      heading: 'Dieser Gutschein kann jetzt nicht eingelöst werden',
      text: 'Dieses Tippen hat nichts eingelöst. Öffnen Sie den Gutschein erneut, um seinen Stand zu sehen, oder fragen Sie das Personal.',
    },
    slow: {
      heading: 'Einen Moment bitte',
      text: 'Es waren zu viele Anfragen. Diese hat nichts geändert. Versuchen Sie es in einer Minute erneut.',
    },
    tries: {
      heading: 'Zu viele falsche Codes',
      text: 'Es wurde nichts geändert. Bitte warten Sie zehn Minuten bis zum nächsten Versuch.',
    },
    setup: {
      heading: 'Diese Seite funktioniert noch nicht',
      text: 'Das liegt an uns, nicht an Ihnen. Bitte sagen Sie dem Personal Bescheid.',
    },
    down: {
      heading: 'Der Gutschein ist gerade nicht abrufbar',
      text: 'Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.',
    },
    unsure: {
      heading: 'Das wissen wir noch nicht',
      text: 'Die Antwort ging verloren; der Gutschein kann eingelöst sein oder nicht. Öffnen Sie ihn erneut, um es zu sehen. Er wird nie zweimal eingelöst.',
    },
  },
};
