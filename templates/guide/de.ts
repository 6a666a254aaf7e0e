// German.
import { codes, type Guide } from './types.ts';

/** How a holder gets the pass. */
const mail =
  'Der Link steht in der Zeile, sonst wird er niemandem geschickt. Die Begrüßungs-E-Mail des Projekts verschickt PassKit selbst, wenn sie dort eingeschaltet ist.';

export const de: Guide = ({ columns: column, types, statuses, typeWords, toDo, revoked }) => ({
  start: {
    title: (client) => `Anleitungen für ${client}`,
    intro:
      'Jede Seite ist ein Anwendungsfall, vom ersten bis zum letzten Schritt, mit Make, mit Zapier oder mit dem Coda-Pack.',
    recipe: 'Anleitung',
    what: 'Was geschieht',
    files: [
      '`make/`: die Szenarien, zum Importieren in Make',
      '`recipes/`: diese Seiten, als Webseiten und als Markdown',
      '`redeem.env`: die Einstellungen der Einlöseseite, ohne Zugangsdaten',
      '`hosting/`: alles, um die Einlöseseite zu betreiben ([wie](../hosting/README.md))',
      '`settings.json`: die Angaben, aus denen dieses Paket gemacht ist',
    ],
    untried:
      'Die Szenarien laufen in einem Modell von Make, gegen ein nachgebildetes PassKit. In einem echten Konto wurde davon noch nichts importiert.',
  },
  headings: {
    needs: 'Was Sie brauchen',
    table: 'Die Tabelle',
    make: 'Mit Make',
    zapier: 'Mit Zapier',
    good: 'Gut zu wissen',
    link: 'Der Link auf dem Pass',
    withButton: 'Mit Make, mit Schaltfläche',
    onOpening: 'Mit Make, beim Öffnen',
    back: 'Alle Anleitungen',
  },
  picture: { title: 'Die Tabelle vorher und nachher', before: 'Vorher', after: 'Nachher' },
  columns: {
    head: ['Spalte', 'Art', 'Was darin steht'],
    kinds: {
      text: 'Text',
      email: 'E-Mail oder Text',
      list: 'Auswahlliste',
      link: 'Link oder Text',
      formula: 'Formel',
    },
    what: {
      Name: 'steht auf dem Pass',
      Email: 'des Inhabers',
      Type: `${codes(typeWords)}: welchen Pass die Zeile bekommt`,
      Tier: `die ID der Stufe, wie PassKit sie zeigt; nur für ${types.membership}`,
      Status: codes(Object.values(statuses)),
      'Pass Link': 'leer lassen: hierher kommt der Link des Passes',
      'Pass ID': 'leer lassen: die ID des Passes bei PassKit',
      'Pass Error': 'leer lassen: was nicht ging, und was zu tun ist',
      'Pass Sent': 'leer lassen: woraus der Pass zuletzt gemacht wurde. Kann ausgeblendet werden',
    },
    after: [
      `**${column['Pass Data']}** und **${column['Pass To Do']}** sagen dem Szenario, was zu tun ist. Was das Szenario schreibt, ändert die anderen Spalten nicht; deshalb startet es sich nicht selbst.`,
      `Eine Zeile bekommt ihren Pass, sobald alles da ist, woraus er gemacht wird; bis dahin steht in **${column['Pass To Do']}** *${toDo.wait}*. Ist etwas falsch, sagt **${column['Pass Error']}**, was; die Korrektur genügt für den nächsten Versuch. Um eine Zeile noch einmal zu versuchen, wie sie ist, leeren Sie ihre Zelle in **${column['Pass Sent']}**.`,
    ],
  },
  needs: {
    passkit: (what) =>
      `ein PassKit-Konto mit ${what}, und dessen REST-Zugangsdaten aus **Settings > Developer Tools**`,
    coda: 'ein Coda-Konto, und ein Dokument mit einer Tabelle wie unten. Für jedes eigene Feld der Passvorlage kommt eine Spalte dazu',
    app: 'Make oder Zapier, mit der PassKit-App in Ihrem Konto. Sie ist nicht öffentlich: Ihre Agentur teilt sie mit Ihnen',
  },
  make: {
    file: (link) => `Laden Sie ${link} herunter.`,
    import:
      'Legen Sie in Make ein Szenario an. Öffnen Sie unten im Editor **⋯**, wählen Sie **Import Blueprint** und die Datei.',
    connect:
      'Öffnen Sie jedes PassKit-Modul, wählen Sie Ihre PassKit-Verbindung oder legen Sie eine an, und wählen Sie, was noch leer ist:',
    nothingElse: 'sonst nichts',
    templateFields:
      'Mit Stufe, Angebot oder Kartenart erscheinen die eigenen Felder der Passvorlage. Ordnen Sie jedem Pflichtfeld eine Spalte zu.',
    token: (placeholder) =>
      `Öffnen Sie das erste Modul und setzen Sie Ihren API-Token von Coda an die Stelle von \`${placeholder}\`. Sie bekommen ihn in Coda unter **Account settings > API settings**; er soll nur dieses Dokument lesen und schreiben dürfen: Wer das Szenario öffnen kann, kann ihn lesen.`,
    doc: (steps) =>
      `Öffnen Sie ${steps} und setzen Sie die ID Ihres Dokuments und Ihrer Tabelle in die Adresse. Die ID des Dokuments steht in dessen Adresse hinter \`_d\`; statt der ID der Tabelle genügt ihr Name, solange ihn niemand ändert.`,
    runOnce: (rows, both) =>
      `Klicken Sie auf **Run once** und sehen Sie in die Tabelle: Was zu tun war, ist getan, höchstens ${both ? `${rows} neue und ${rows} geänderte` : rows} Zeilen je Lauf.`,
    alone: (link) =>
      `Dieses Szenario stellt Pässe für neue Zeilen aus und folgt dem, was sich darin ändert: Importieren Sie es einmal für beides. ${link} tut nur, wovon diese Seite handelt, und wird genauso eingerichtet.`,
    schedule: (perRun, hours, operations) =>
      `Schalten Sie das Szenario ein und wählen Sie, wie oft es nachsieht. Ein Lauf, der nichts findet, kostet ${perRun} Operationen: alle ${hours} Stunden sind das ${operations} im Monat. Jede Zeile, die getan wird, kostet einige dazu.`,
    hook: (step) =>
      `Öffnen Sie **${step}**, klicken Sie auf **Add**, geben Sie dem Webhook einen Namen, speichern Sie, und kopieren Sie seine Adresse.`,
    tryHook: (address) =>
      `Klicken Sie auf **Run once** und öffnen Sie ${address}. Die Seite muss sagen, dass es keinen Gutschein gibt.`,
    immediately:
      'Setzen Sie den Link auf den Pass, schalten Sie das Szenario ein und stellen Sie es auf **Immediately**. In den Einstellungen muss **Sequential processing** an sein: Tippen zwei zugleich, erfährt der Zweite, dass schon eingelöst wurde.',
    events: (step) =>
      `Öffnen Sie **${step}** und legen Sie einen Webhook an: Ihre Verbindung, **Coupon**, Ihre Kampagne, und nur das Ereignis **Pass expired or invalidated**.`,
    keepIncomplete:
      'Speichern Sie und schalten Sie das Szenario ein; es startet von selbst. Erlauben Sie in den Einstellungen des Szenarios, unvollständige Läufe aufzuheben (**Store incomplete executions**). Dann geht keiner verloren, wenn PassKit gerade überlastet ist.',
    list: (step) =>
      `Öffnen Sie **${step}** und legen Sie einen Webhook an. Wer seine Adresse hat, kann Pässe ausstellen: Bewahren Sie sie wie ein Passwort.`,
    sendList:
      'Schalten Sie das Szenario ein, stellen Sie es auf **Immediately**, senden Sie ihm eine Liste wie diese, und sehen Sie die Antwort an.',
  },
  lockScreen: {
    heading: 'In PassKit, einmal',
    design: (field) => [
      `Öffnen Sie die Gestaltung des Passes und fügen Sie auf der Rückseite ein Feld hinzu. Sein Schlüssel ist ein eigenes Feld: \`${field}\`.`,
      'Setzen Sie in den Einstellungen des Feldes für Apple Wallet die Änderungsnachricht (**change message**) auf `%@`. Apple zeigt sie mit dem neuen Wert, wenn er sich ändert, falls der Inhaber das nicht abgeschaltet hat.',
      'Veröffentlichen Sie die Gestaltung.',
    ],
    make: (step, field, message) =>
      `Öffnen Sie im Szenario für geänderte Zeilen **${step}**, fügen Sie unter **Custom fields** einen Eintrag mit dem Schlüssel \`${field}\` hinzu und ordnen Sie ihm Ihre Spalte **${message}** zu. Sie gehört auch in die Formel von **${column['Pass Data']}**.`,
    zapier: (field, message) =>
      `Fügen Sie in Schritt 2 unter **Custom Fields** \`${field}\` mit der Spalte **${message}** hinzu. Wo das Formular die Felder Ihrer Gestaltung zeigt, steht es dort unter seinem eigenen Namen.`,
  },
  more: {
    heading: 'Weitere Felder',
    intro:
      'Diese Felder lässt die Anleitung leer. Sie stehen in den Formularen von Make und Zapier, jedes mit einer Erklärung; auf Make erscheinen manche erst mit **Show advanced settings**. Was Sie brauchen, ordnen Sie dort einer Spalte zu.',
    head: ['Schritt', 'Art', 'Felder'],
    all: 'jede',
  },
  zapier: {
    head: ['Feld', 'Wert'],
    step: (number) => `Schritt ${number}`,
    ofStep: (field, step) => `**${field}** aus Schritt ${step}`,
    chooseYours: 'wählen Sie aus der Liste',
    yours: 'Ihre',
    newRow: 'der Auslöser für neue Zeilen',
    changedRow: 'der Auslöser für geänderte Zeilen',
    updateRow: 'die Aktion, die eine Zeile ändert',
    exists: 'ist vorhanden (**Exists**)',
    notIn: (words) => `ist keines von ${words} (**(Text) is not in**)`,
    in: (words) => `ist eines von ${words} (**(Text) is in**)`,
    lookup: 'übersetzt Ihre Wörter in die, die PassKit kennt',
    filterBoth: 'weiter nur, wenn alles zutrifft',
    exactly: (word) => `ist genau \`${word}\``,
    doesNotContain: (value) => `enthält nicht ${value}`,
    paths: 'zwei Pfade',
    catchHook: 'wartet auf die Anfrage Ihrer Kasse',
    mapFirst:
      'Wo ein Wert aus einem früheren Schritt kommt, öffnen Sie die Liste des Feldes, wählen Sie **Custom** und dann das Feld jenes Schrittes.',
    receipt: 'Der Beleg macht aus einer wiederholten Anfrage dieselbe Einlösung.',
    changedRowUnsure:
      'Ob Coda in Zapier einen Auslöser für geänderte Zeilen hat, konnte nicht geprüft werden. Hat es keinen, nehmen Sie Make: Das Szenario fragt Coda selbst.',
    lineItems:
      '**Issue Passes** nimmt bis zu 200 Listeneinträge: Ordnen Sie die Listen Ihres Auslösers **External ID**, **Display Name** und so weiter zu.',
  },
  link: {
    put: 'Fügen Sie in der Gestaltung der Mitgliedschaft auf der Rückseite ein Feld vom Typ **URL** hinzu. Sein Wert ist einer von diesen, mit Ihrer eigenen Adresse und der ID Ihrer Kampagne:',
    page: 'die Einlöseseite',
    make: 'Make',
    pid: `PassKit setzt die ID des Passes an die Stelle von \`\${pid}\`. Der Link bleibt für immer derselbe.`,
    either:
      'Die Einlöseseite zeigt den Gutschein und löst nichts ein, bevor jemand die Schaltfläche hält; `redeem.env` hat ihre Einstellungen. Mit Make genügt ein Make-Konto. Alle drei Wege lösen dieselben Gutscheine ein.',
  },
  recipes: {
    'new-row': {
      title: 'Eine neue Zeile wird ein Pass',
      intro: `Jemand füllt ein Formular aus, oder Sie fügen eine Zeile hinzu. Die Zeile bekommt den Pass, den **${column.Type}** nennt, und dessen Link kommt in die Zeile.`,
      passkit: 'einem veröffentlichten Projekt für jede Art von Pass',
      good: [
        'Die ID der Zeile ist die externe ID ihres Passes. Wie oft eine Zeile auch gesendet wird: Sie bekommt einen Pass.',
        `Eine Zeile, deren **${column.Status}** schon ${codes(revoked)} sagt, bekommt keinen Pass; hat ein früherer Versuch einen hinterlassen, endet er.`,
        `Mit Make: Kopieren Sie eine Zeile, nimmt die Kopie den Link des anderen Passes mit. Leeren Sie in ihr **${column['Pass Link']}**, **${column['Pass ID']}** und **${column['Pass Sent']}**: Dann bekommt sie einen eigenen Pass.`,
        mail,
        'Kommen viele Zeilen auf einmal, bittet Coda vielleicht um Geduld (Fehler 429). Der Lauf hört dort auf, und der nächste macht weiter. Nach drei solchen Läufen schaltet Make das Szenario aus: Schalten Sie es dann wieder ein.',
        `Die Zweige der Arten, die Sie nicht brauchen, können Sie im Szenario löschen. Löschen Sie diese Arten auch aus der Auswahlliste **${column.Type}**: Eine Zeile ohne Zweig wird nie bearbeitet, und nichts weist darauf hin.`,
      ],
    },
    'changed-row': {
      title: 'Eine geänderte Zeile ändert ihren Pass',
      intro: `Name, E-Mail oder Stufe einer Zeile ändern sich: Der Pass ändert sich mit. Sagt **${column.Status}** ${codes(revoked)}, endet der Pass.`,
      passkit: 'dem Projekt jeder Art von Pass',
      good: [
        'Leere Zellen lassen auf dem Pass, was dort steht.',
        `Nur ${codes(revoked)} beenden einen Pass, mit Make in jeder Schreibung aus großen und kleinen Buchstaben. Steht in **${column.Status}** etwas anderes, gilt die Zeile als aktiv.`,
        `Eine beendete Mitgliedschaft oder Eintrittskarte gilt wieder, wenn ihr Ablaufdatum in PassKit verschoben wird; **${column.Status}** zurückzusetzen genügt nicht. Ein beendeter Gutschein ist für immer ungültig.`,
        `Wird ein Lauf unterbrochen, nachdem er einen Gutschein beendet hat, sagt **${column['Pass Error']}** danach, PassKit habe diesen Pass nicht. Dann ist nichts mehr zu tun.`,
        `Eine gelöschte Zeile beendet ihren Pass nicht. Setzen Sie erst **${column.Status}**, und löschen Sie sie nach dem nächsten Lauf.`,
        'Ändert sich eine Zeile, kommt auf den Pass, was in ihr steht, auch der Name: Eine Eintrittskarte, die in PassKit übertragen wurde, bekommt ihren früheren Inhaber zurück.',
        `Ein Pass kann seine Art nicht wechseln: Ändert sich **${column.Type}**, nehmen Sie eine neue Zeile.`,
      ],
    },
    'sign-up-sheet': {
      title: 'Eine Anmeldeliste verschickt Eintrittskarten',
      intro:
        'Wer sich auf der Liste einträgt, bekommt eine Eintrittskarte, und deren Link kommt in die Zeile.',
      passkit: 'einer veröffentlichten Veranstaltungsreihe mit Termin und Kartenart',
      good: [
        'Die ID der Zeile ist die Nummer der Karte: Niemand bekommt für eine Zeile zwei Karten.',
        `Eine Zeile, deren **${column.Status}** schon ${codes(revoked)} sagt, bekommt keine Karte.`,
        `Wer sich abmeldet, nachdem der Link in der Zeile steht, behält hiermit seine Karte. Das Szenario für neue und geänderte Zeilen beendet sie; es braucht die Spalte **${column.Type}** mit \`${types.eventTicket}\`.`,
        mail,
        'Laut PassKit gibt es Karten für Termine der nächsten 90 Tage.',
      ],
    },
    'redemption-link': {
      title: 'Ein Link löst den Gutschein ein, der gerade gilt',
      intro:
        'Ein Link auf der Rückseite der Mitgliedschaft öffnet eine Seite, und dort wird der Gutschein eingelöst. Gutscheine laufen ab und kommen neu; Link und Pass bleiben: Die ID der Mitgliedschaft ist die externe ID des Gutscheins.',
      passkit: 'einem Mitgliederprogramm und einer Gutscheinkampagne, beide veröffentlicht',
      good: [
        'Beim Öffnen löst das Szenario ohne Schaltfläche sofort ein, auch wenn ein Programm für E-Mails den Link nur prüft. Nehmen Sie im Zweifel das mit Schaltfläche.',
        'PassKit berechnet die Mitgliedschaft und jeden Gutschein.',
      ],
    },
    'coupon-expired': {
      title: 'Auf einen abgelaufenen Gutschein folgt ein neuer',
      intro:
        'Läuft ein Gutschein ab, wird unter derselben externen ID der nächste ausgestellt. So hat der Link auf der Mitgliedschaft immer einen, der gilt.',
      passkit:
        'einer Gutscheinkampagne, deren Angebote ein eigenes Ablaufdatum haben, etwa 30 Tage nach der Ausstellung',
      good: [
        'Die externe ID jedes Gutscheins muss die ID einer Mitgliedschaft sein.',
        'Um für ein Mitglied aufzuhören, machen Sie seinen Gutschein ungültig: Eingelöste und ungültige bleiben, wie sie sind.',
        'PassKit berechnet jeden Gutschein, der ausgestellt wird.',
      ],
    },
    'many-passes': {
      title: 'Eine Liste wird je Zeile ein Pass',
      intro:
        'Ein Buchungssystem, ein Laden oder ein Formular übergibt eine Liste: Jede Zeile wird eine Mitgliedschaft, und die Links kommen in einer Antwort zurück.',
      passkit: 'einem veröffentlichten Mitgliederprogramm',
      good: [
        'Noch einmal gesendet, kommt eine Zeile, die ihren Pass hat, als `existing` zurück, mit demselben Link. Nichts wird doppelt ausgestellt.',
        'Senden Sie höchstens 100 Zeilen auf einmal: Make antwortet binnen drei Minuten oder gar nicht.',
        'Eine Zeile, die PassKit ablehnt, und eine ohne `externalId` steht nicht in der Antwort und hält keine andere auf.',
      ],
    },
    'lock-screen': {
      title: 'Eine Nachricht auf dem Sperrbildschirm',
      intro:
        'Schreiben Sie eine Nachricht in eine Zeile, und der Inhaber ihres Passes sieht sie auf dem Sperrbildschirm seines iPhones: „Ihr Tisch ist bereit“.',
      passkit: 'einer Passvorlage, die Sie ändern dürfen',
      good: [
        'Zweimal derselbe Text ist keine Änderung: Nichts wird gezeigt. Setzen Sie die Uhrzeit oder eine Nummer dazu.',
        'Google Wallet ändert den Pass ohne Nachricht.',
        'Eine leere Zelle lässt auf dem Pass, was dort steht, und zeigt nichts.',
        'Auf einem echten iPhone wurde das noch nicht versucht.',
      ],
    },
  },
});
