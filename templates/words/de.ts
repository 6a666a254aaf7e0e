// German.
import type { Language } from './types.ts';

export const de: Language = {
  columns: {
    Name: 'Name',
    Email: 'E-Mail',
    Type: 'Art',
    Tier: 'Stufe',
    Status: 'Status',
    'Pass Link': 'Pass-Link',
    'Pass ID': 'Pass-ID',
    'Pass Error': 'Pass-Fehler',
    'Pass Sent': 'Pass-Stand',
    'Pass Data': 'Pass-Daten',
    'Pass To Do': 'Pass-Aufgabe',
  },
  types: { membership: 'Mitgliedschaft', coupon: 'Gutschein', eventTicket: 'Eintrittskarte' },
  statuses: { Active: 'Aktiv', Canceled: 'Gekündigt', Expired: 'Abgelaufen' },
  alsoRevoked: ['Storniert'],
  toDo: { issue: 'ausstellen', update: 'ändern', wait: 'warten' },
  placeholders: { token: 'IHR-CODA-TOKEN', doc: 'IHR-DOKUMENT', table: 'IHRE-TABELLE', project: 'Ihr' },
  steps: {
    codaToken: 'API-Token von Coda: hier einfügen',
    rowsToDo: 'Zeilen mit einer Aufgabe',
    rowByRow: 'Zeile für Zeile',
    issue: 'Ausstellen',
    update: 'Ändern',
    revoke: 'Beenden',
    write: 'In die Zeile schreiben',
    sayWrong: 'In der Zeile sagen, was nicht stimmt',
    goOn: 'Weiter',
    whichPass: 'Welcher Pass?',
    whatToDo: 'Was ist zu tun?',
    signedUp: 'Angemeldet?',
    openedLink: 'Geöffneter Link',
    redeem: 'Gutschein einlösen',
    sayWhyNot: 'Sagen, warum nicht',
    redeemed: 'Eingelöst',
    tapped: 'Getippt?',
    showButton: 'Schaltfläche zeigen',
    couponExpired: 'Ein Gutschein ist abgelaufen',
    readCoupon: 'Gutschein lesen',
    issueNext: 'Den nächsten ausstellen',
    listComesIn: 'Die Liste kommt an',
    issueOne: 'Den Pass ausstellen',
    allResults: 'Alle Ergebnisse',
    answer: 'Mit den Links antworten',
  },
  filters: {
    somethingToDo: 'Es gibt etwas zu tun',
    active: 'Aktiv',
    ended: 'gekündigt oder abgelaufen',
    noSuchType: 'Keine solche Art',
    lacking: 'Es fehlt etwas',
    buttonTapped: 'Die Schaltfläche wurde gedrückt',
    linkOpened: 'Der Link wurde geöffnet',
    notFollowed: 'Abgelaufen, und noch ohne Nachfolger',
    withId: 'Mit externer ID',
  },
  noSuchType: (column, types) => `${column} muss eines davon sein: ${types}.`,
  lacking: (columns) =>
    `Für einen Pass fehlt etwas. In der Tabelle müssen diese Spalten ausgefüllt sein: ${columns}. Sobald sie es sind, bekommt die Zeile ihren Pass.`,
  lackingTier: (column, type) => `${column} (bei ${type})`,
  scenarios: {
    newRow: {
      title: 'neue Zeile, neuer Pass',
      description:
        'Jede neue Zeile einer Tabelle in Coda bekommt eine Mitgliedschaft, einen Gutschein oder eine Eintrittskarte, je nach ihrer Art; der Link des Passes kommt in die Zeile.',
    },
    changedRow: {
      title: 'geänderte Zeile, geänderter Pass',
      description:
        'Eine geänderte Zeile einer Tabelle in Coda ändert ihren Pass; ist sie gekündigt oder abgelaufen, endet er. Was in die Zeile geschrieben wird, startet nichts von neuem.',
    },
    newAndChangedRow: {
      title: 'neue Zeile, neuer Pass; geänderte Zeile, geänderter Pass',
      description:
        'Jede neue Zeile einer Tabelle in Coda bekommt eine Mitgliedschaft, einen Gutschein oder eine Eintrittskarte, je nach ihrer Art; der Link des Passes kommt in die Zeile. Eine geänderte Zeile ändert ihren Pass; ist sie gekündigt oder abgelaufen, endet er. Was in die Zeile geschrieben wird, startet nichts von neuem.',
    },
    signUpSheet: {
      title: 'Anmeldeliste, Eintrittskarten',
      description:
        'Jede neue Zeile einer Anmeldeliste in Coda bekommt eine Eintrittskarte, und deren Link kommt in die Zeile.',
    },
    couponExpired: {
      title: 'abgelaufener Gutschein, neuer Gutschein',
      description:
        'Läuft ein Gutschein ab, wird unter derselben externen ID ein neuer ausgestellt. Eingelöste und ungültige Gutscheine bleiben, wie sie sind.',
    },
    onOpening: {
      title: 'Gutschein über Link einlösen',
      description:
        'Ein Link auf der Rückseite der Mitgliedschaft löst beim Öffnen den Gutschein ein, der gerade gilt, und antwortet mit einer Seite.',
    },
    withButton: {
      title: 'Gutschein über Link und Schaltfläche einlösen',
      description:
        'Ein Link auf der Rückseite der Mitgliedschaft zeigt eine Seite; deren Schaltfläche löst den Gutschein ein, der gerade gilt. Das Öffnen ändert nichts.',
    },
    manyPasses: {
      title: 'eine Liste, ein Pass je Zeile',
      description:
        'Jede Zeile einer Liste, die an den Webhook geht, wird eine Mitgliedschaft, und die Antwort hat den Link zu jeder. Eine Zeile, die scheitert, fehlt darin und hält keine andere auf. Noch einmal gesendet, wird nichts doppelt ausgestellt.',
    },
  },
};
