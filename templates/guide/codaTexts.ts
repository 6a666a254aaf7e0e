// What a client's pack says about the Coda Pack, in a language.
import type { Settings } from '../settings.ts';

/** The columns that come into the table besides those of the recipe. */
type NewColumn = 'issue' | 'pass' | 'change' | 'message' | 'show' | 'next';

export interface CodaTexts {
  heading: string;
  need: string;
  columns: Record<NewColumn, string>;
  /** Where a formula names a project that is not known; `dots` is how it stands there. */
  projects(dots: string): string;
  issue: {
    intro: string;
    install: string;
    button(column: string): string;
    result(column: string): string;
    link(column: string, formula: string): string;
    automation(filled: string, status: string, revoked: string, button: string): string;
    after: string;
  };
  change(column: string, pass: string): string;
  changeAutomation(pass: string, button: string): string;
  coupons: { intro: string; redeem: string };
  next: { intro(column: string): string; automation: string };
  many: string;
  message: { button(message: string, show: string): string; press(message: string, show: string): string };
}

const de: CodaTexts = {
  heading: 'Mit dem Coda-Pack',
  need: 'mit dem Coda-Pack, statt Make oder Zapier: ein **Long-Lived Token** von PassKit, und das Pack in Ihrem Coda-Workspace; Ihre Agentur teilt es mit Ihnen',
  columns: {
    issue: 'Ausstellen',
    pass: 'Pass',
    change: 'Ändern',
    message: 'Nachricht',
    show: 'Zeigen',
    next: 'Nächster',
  },
  projects: (dots) =>
    `Setzen Sie die IDs Ihrer Projekte an die Stelle von ${dots}: Steht der Cursor dort, bietet Coda sie mit Namen an.`,
  issue: {
    intro:
      'Die Zeile stellt ihren Pass selbst aus, und der Link steht sofort darin: kein Szenario und keine zweite App. Von den Spalten oben braucht es nur die, die Sie selbst ausfüllen.',
    install: 'Fügen Sie das Pack in Ihr Dokument ein und in ihm Ihr PassKit-Konto hinzu.',
    button: (column) =>
      `Fügen Sie eine Spalte **${column}** vom Typ **Button** hinzu. Öffnen Sie ihre Aktion im Formeleditor und setzen Sie die Formel unten ein.`,
    result: (column) =>
      `Lassen Sie in den Einstellungen der Schaltfläche ihr Ergebnis in eine neue Spalte **${column}** schreiben.`,
    link: (column, formula) =>
      `Fügen Sie eine Spalte **${column}** vom Typ **Link** mit der Formel ${formula} hinzu, und wählen Sie hinter dem Punkt **Pass Link**.`,
    automation: (filled, status, revoked, button) =>
      `Fügen Sie eine Automation hinzu: Kommt eine Zeile dazu, sind ${filled} ausgefüllt und ist ${status} keines von ${revoked}, wird in dieser Zeile **${button}** gedrückt.`,
    after:
      'Einen Fehler meldet die Schaltfläche selbst, in der Sprache des Packs: Englisch. Wer sie zweimal drückt, bekommt denselben Pass.',
  },
  change: (column, pass) =>
    `Zur Tabelle der Anleitung für neue Zeilen kommt eine Spalte **${column}** vom Typ **Button** mit dieser Aktion; ihr Ergebnis kommt ebenfalls in **${pass}**:`,
  changeAutomation: (pass, button) =>
    `Fügen Sie eine Automation hinzu: Ändert sich eine Ihrer eigenen Spalten und ist **${pass}** ausgefüllt, wird in dieser Zeile **${button}** gedrückt. **${pass}** selbst löst sie nicht aus.`,
  coupons: {
    intro:
      'Coda kann niemandem antworten, der einen Link öffnet: Das tun die Einlöseseite oder Make. Das Pack stellt die Gutscheine aus. In seiner Tabelle **Members** gibt eine Schaltfläche mit dieser Aktion dem Mitglied einen Gutschein, einmal:',
    redeem:
      'Eine zweite Schaltfläche daneben löst den Gutschein ein, der gerade gilt, einmal; beim zweiten Drücken sagt sie, wann es war:',
  },
  next: {
    intro: (column) =>
      `Fügen Sie die Tabelle **Coupons** des Packs für Ihre Kampagne hinzu und lassen Sie sie jeden Tag synchronisieren. In ihr kommt eine Spalte **${column}** vom Typ **Button** dazu, mit dieser Aktion:`,
    automation:
      'Dann eine Automation, die jeden Tag danach läuft: Für jede Zeile, deren **Status** `EXPIRED` ist und deren **External ID** ihre **PassKit ID** nicht enthält, wird die Schaltfläche gedrückt. Wird sie zweimal gedrückt, findet sie den Gutschein, der schon gilt.',
  },
  many: 'Eine Liste, die in einer Tabelle von Coda steht, braucht nichts davon: Mit der Schaltfläche der Anleitung für neue Zeilen stellt jede Zeile ihren Pass selbst aus, und eine Automation drückt alle auf einmal.',
  message: {
    button: (message, show) =>
      `Fügen Sie eine Spalte **${message}** und eine Spalte **${show}** vom Typ **Button** mit dieser Aktion hinzu:`,
    press: (message, show) =>
      `Drücken Sie **${show}**, oder lassen Sie eine Automation es tun, wenn sich **${message}** ändert.`,
  },
};

const es: CodaTexts = {
  heading: 'Con el Pack de Coda',
  need: 'con el Pack de Coda, en lugar de Make o Zapier: un **Long-Lived Token** de PassKit, y el Pack en tu espacio de trabajo de Coda; tu agencia lo comparte contigo',
  columns: {
    issue: 'Emitir',
    pass: 'Pase',
    change: 'Cambiar',
    message: 'Mensaje',
    show: 'Mostrar',
    next: 'Siguiente',
  },
  projects: (dots) =>
    `Pon los ID de tus proyectos en lugar de ${dots}: con el cursor allí, Coda los ofrece por su nombre.`,
  issue: {
    intro:
      'La fila emite su propio pase, y el enlace está en ella al momento: sin escenario y sin otra aplicación. De las columnas de arriba solo hacen falta las que rellenas tú.',
    install: 'Añade el Pack a tu documento, y en él tu cuenta de PassKit.',
    button: (column) =>
      `Añade una columna **${column}** de tipo **Button**. Abre su acción en el editor de fórmulas y pon la fórmula de abajo.`,
    result: (column) =>
      `En los ajustes del botón, haz que su resultado se escriba en una columna nueva **${column}**.`,
    link: (column, formula) =>
      `Añade una columna **${column}** de tipo **Link** con la fórmula ${formula}, y elige **Pass Link** detrás del punto.`,
    automation: (filled, status, revoked, button) =>
      `Añade una automatización: cuando se añade una fila, si ${filled} están rellenos y ${status} no es ninguno de ${revoked}, se pulsa **${button}** en esa fila.`,
    after:
      'Si algo falla, lo dice el propio botón, en el idioma del Pack: inglés. Quien lo pulsa dos veces recibe el mismo pase.',
  },
  change: (column, pass) =>
    `A la tabla de la receta de filas nuevas se añade una columna **${column}** de tipo **Button** con esta acción; su resultado también va a **${pass}**:`,
  changeAutomation: (pass, button) =>
    `Añade una automatización: cuando cambia una de tus propias columnas y **${pass}** está relleno, se pulsa **${button}** en esa fila. **${pass}** no la activa.`,
  coupons: {
    intro:
      'Coda no puede responder a quien abre un enlace: eso lo hacen la página de canje o Make. El Pack emite los cupones. En su tabla **Members**, un botón con esta acción da un cupón al miembro, una vez:',
    redeem:
      'Un segundo botón al lado canjea el cupón que vale ahora, una vez; si se pulsa otra vez, dice cuándo fue:',
  },
  next: {
    intro: (column) =>
      `Añade la tabla **Coupons** del Pack para tu campaña y haz que se sincronice cada día. En ella, añade una columna **${column}** de tipo **Button** con esta acción:`,
    automation:
      'Después, una automatización que se ejecuta cada día tras la sincronización: en cada fila cuyo **Status** es `EXPIRED` y cuyo **External ID** no contiene su **PassKit ID**, se pulsa el botón. Si se pulsa dos veces, encuentra el cupón que ya vale.',
  },
  many: 'Una lista que está en una tabla de Coda no necesita nada de esto: con el botón de la receta de filas nuevas cada fila emite su propio pase, y una automatización los pulsa todos a la vez.',
  message: {
    button: (message, show) =>
      `Añade una columna **${message}** y una columna **${show}** de tipo **Button** con esta acción:`,
    press: (message, show) =>
      `Pulsa **${show}**, o deja que lo haga una automatización cuando cambia **${message}**.`,
  },
};

const en: CodaTexts = {
  heading: 'With the Coda Pack',
  need: 'with the Coda Pack, instead of Make or Zapier: a **Long-Lived Token** of PassKit, and the Pack in your workspace of Coda; your agency shares it with you',
  columns: {
    issue: 'Issue',
    pass: 'Pass',
    change: 'Change',
    message: 'Message',
    show: 'Show',
    next: 'Next',
  },
  projects: (dots) =>
    `Put the IDs of your own projects in place of ${dots}: with the cursor there Coda offers them by name.`,
  issue: {
    intro:
      'The row issues its own pass, and the link stands in it at once: no scenario and no second app. Of the columns above only those that you fill in are needed.',
    install: 'Bring the Pack into your doc and add your PassKit account to it.',
    button: (column) =>
      `Add a column **${column}** of the type **Button**. Open its action in the formula editor and put the formula below in.`,
    result: (column) =>
      `In the settings of the button, have its result written into a new column **${column}**.`,
    link: (column, formula) =>
      `Add a column **${column}** of the type **Link** with the formula ${formula}, and choose **Pass Link** behind the dot.`,
    automation: (filled, status, revoked, button) =>
      `Add an automation: when a row is added, if ${filled} are filled in and ${status} is none of ${revoked}, push **${button}** of that row.`,
    after:
      'The button itself tells of a mistake, in plain words. Whoever presses it twice gets the same pass.',
  },
  change: (column, pass) =>
    `To the table of the recipe for new rows add a column **${column}** of the type **Button** with this action, whose result goes into **${pass}** too:`,
  changeAutomation: (pass, button) =>
    `Add an automation: when one of your own columns changes and **${pass}** is filled in, push **${button}** of that row. **${pass}** itself does not start it.`,
  coupons: {
    intro:
      'Coda cannot answer whoever opens a link: the redemption page or Make does. The Pack issues the coupons. In its table **Members**, a button with this action gives the member a coupon, once:',
    redeem:
      'A second button beside it redeems the coupon that is active now, once; a second press says when it was:',
  },
  next: {
    intro: (column) =>
      `Add the table **Coupons** of the Pack, for your campaign, and let it sync each day. Add a column **${column}** of the type **Button** to it, with this action:`,
    automation:
      'Then add an automation that runs each day, after the sync: for each row whose **Status** is `EXPIRED` and whose **External ID** does not contain its **PassKit ID**, push the button. Pressed twice, it finds the coupon that is active already.',
  },
  many: 'A list that stands in a table of Coda needs nothing of this: with the button of the recipe for new rows each row issues its own pass, and an automation pushes them all at once.',
  message: {
    button: (message, show) =>
      `Add a column **${message}** and a column **${show}** of the type **Button** with this action:`,
    press: (message, show) => `Press **${show}**, or let an automation do so when **${message}** changes.`,
  },
};

export const codaTexts: Record<Settings['language'], CodaTexts> = { en, de, es };
