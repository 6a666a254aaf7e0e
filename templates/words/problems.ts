// What stands in the error cell of a row, in the languages that are not the app's own: a sentence for every code that the
// PassKit modules of the row scenarios end with. test/templates/problems.test.ts holds the codes to the declarations.
import type { MistakeCode } from '../../operation/input.ts';
import type { ProblemCode } from '../../passkit/problems.ts';
import type { ColumnName } from './types.ts';

/** The codes of the modules' own messages. */
type StepCode = 'pass_exists' | 'wrong_production' | 'pass_not_found' | 'nothing_to_update' | 'cannot_expire';

export type Said = Record<ProblemCode | Exclude<MistakeCode, 'too_many'> | StepCode, string>;

/** Behind a sentence stands, as a quotation, what PassKit said or what the value was. */
export interface ProblemTexts {
  quotes: readonly [string, string];
  /** What the list of sentences begins with, in the editor of Make. */
  head(column: string): string;
  said(columns: Record<ColumnName, string>): Said;
}

const deAgain = 'Sie müssen nichts tun: Der nächste Lauf versucht es noch einmal.';
const esAgain = 'No tienes que hacer nada: la próxima ejecución lo intenta otra vez.';

export const de: ProblemTexts = {
  quotes: ['„', '“'],
  head: (column) => `Was in ${column} steht, wenn etwas nicht geht:`,
  said: (columns) => ({
    rejected:
      'PassKit hat die Angaben nicht angenommen. Berichtigen Sie in der Zeile, was PassKit nennt; dann wird es noch einmal versucht.',
    not_found:
      'PassKit findet nicht, worauf sich dieser Schritt bezieht. Prüfen Sie die IDs in der Zeile und das Projekt im PassKit-Modul.',
    exists:
      'PassKit hat schon einen solchen Eintrag. Verwenden Sie den vorhandenen, oder eine andere ID oder Nummer. Nimmt das Programm seine externe ID aus einem anderen Feld, ordnen Sie dieses im PassKit-Modul dem Feld External ID zu.',
    credentials:
      'PassKit hat die Zugangsdaten nicht angenommen. Verbinden Sie PassKit in Make neu; die Zugangsdaten stehen in PassKit unter Settings > Developer Tools. Danach versucht es der nächste Lauf noch einmal.',
    forbidden:
      'PassKit erlaubt das diesem Konto nicht. Bitten Sie jemanden, der das PassKit-Konto verwaltet, um die Berechtigung. Danach versucht es der nächste Lauf noch einmal.',
    clock: `PassKit und Make sind sich über die Uhrzeit nicht einig. ${deAgain}`,
    slow_down: `PassKit bekommt gerade zu viele Anfragen. ${deAgain}`,
    busy: `PassKit ist gerade überlastet. ${deAgain}`,
    no_answer: `PassKit hat nicht geantwortet, oder die Verbindung ist abgebrochen. ${deAgain}`,
    problem: `Bei PassKit selbst ist etwas schiefgegangen. ${deAgain}`,
    unsure:
      'Die Antwort von PassKit ging verloren: Vielleicht ist es getan, vielleicht nicht. Sehen Sie in PassKit nach. Der nächste Lauf versucht es noch einmal; unter der ID der Zeile wird nichts doppelt ausgestellt.',
    invalid_input:
      'Ein Wert aus der Zeile oder aus dem PassKit-Modul geht so nicht. Berichtigen Sie ihn. Folgt auf ihn ein Doppelpunkt, steht dahinter, was möglich ist.',
    missing_input:
      'Es ist nicht gesagt, um welchen Pass es geht. Ordnen Sie im PassKit-Modul dem Feld External ID die ID der Zeile zu.',
    pass_exists:
      'Unter dieser externen ID gibt es schon einen Pass, und das PassKit-Modul soll dann anhalten. Nichts wurde ausgestellt. Stellen Sie das Modul so ein, dass es den vorhandenen Pass nimmt oder ändert.',
    wrong_production:
      'Der Termin gehört zu einer anderen Veranstaltungsreihe. Nichts wurde ausgestellt. Wählen Sie im PassKit-Modul die Reihe dieses Termins, oder einen Termin der gewählten Reihe.',
    pass_not_found:
      'PassKit hat diesen Pass nicht. Nichts wurde geändert. Prüfen Sie ID, Art und Projekt, und die Region der Verbindung; vielleicht wurde der Pass gelöscht.',
    nothing_to_update:
      'Es gibt nichts zu ändern: Alle Felder sind leer, außer denen, die den Pass nennen. Füllen Sie aus, was sich ändern soll.',
    cannot_expire:
      'PassKit kann einen Gutschein nicht vorzeitig ablaufen lassen, nur für immer ungültig machen. Nichts wurde geändert. Lassen Sie im PassKit-Modul das Feld Method leer, um den Gutschein ungültig zu machen.',
    invalid_email: `In ${columns.Email} steht keine E-Mail-Adresse. Schreiben Sie eine wie anna@example.com.`,
    no_such_name: `So heißt in PassKit nichts, oder mehr als eines. Schreiben Sie einen der Namen, die hinter dem Doppelpunkt folgen; den einer Stufe in ${columns.Tier}.`,
    invalid_id: `Das kann keine ID sein. Schreiben Sie eine andere; von einer Stufe die ID oder den Namen in ${columns.Tier}.`,
  }),
};

export const es: ProblemTexts = {
  quotes: ['«', '»'],
  head: (column) => `Lo que dice ${column} cuando algo no sale bien:`,
  said: (columns) => ({
    rejected:
      'PassKit no ha aceptado los datos. Corrige en la fila lo que dice PassKit; entonces se intenta otra vez.',
    not_found:
      'PassKit no encuentra a qué se refiere este paso. Revisa los ID de la fila y el proyecto en el módulo de PassKit.',
    exists:
      'PassKit ya tiene un registro igual. Usa el que existe, u otro ID o número. Si el programa toma su ID externo de otro campo, asigna ese campo a External ID en el módulo de PassKit.',
    credentials:
      'PassKit no ha aceptado las credenciales. Conecta PassKit de nuevo en Make; las credenciales están en PassKit, en Settings > Developer Tools. Después, la próxima ejecución lo intenta otra vez.',
    forbidden:
      'PassKit no permite esto a la cuenta. Pide el permiso a quien administra la cuenta de PassKit. Después, la próxima ejecución lo intenta otra vez.',
    clock: `PassKit y Make no coinciden en la hora. ${esAgain}`,
    slow_down: `PassKit recibe demasiadas solicitudes en este momento. ${esAgain}`,
    busy: `PassKit está sobrecargado en este momento. ${esAgain}`,
    no_answer: `PassKit no ha respondido, o se ha cortado la conexión. ${esAgain}`,
    problem: `Algo ha fallado en el propio PassKit. ${esAgain}`,
    unsure:
      'La respuesta de PassKit se ha perdido: puede que esté hecho y puede que no. Míralo en PassKit. La próxima ejecución lo intenta otra vez; con el ID de la fila nada se emite dos veces.',
    invalid_input:
      'Un valor de la fila o del módulo de PassKit no es válido. Corrígelo. Si después de él hay dos puntos, sigue lo que se puede poner.',
    missing_input:
      'No se dice de qué pase se trata. Asigna el ID de la fila a External ID en el módulo de PassKit.',
    pass_exists:
      'Con este ID externo ya hay un pase, y el módulo de PassKit debe parar entonces. No se ha emitido nada. Configura el módulo para que tome o cambie el pase que existe.',
    wrong_production:
      'El evento es de otra producción. No se ha emitido nada. Elige en el módulo de PassKit la producción de ese evento, o un evento de la producción elegida.',
    pass_not_found:
      'PassKit no tiene este pase. No se ha cambiado nada. Revisa el ID, el tipo y el proyecto, y la región de la conexión; puede que el pase se haya eliminado.',
    nothing_to_update:
      'No hay nada que cambiar: todos los campos están vacíos, salvo los que dicen qué pase es. Rellena lo que debe cambiar.',
    cannot_expire:
      'PassKit no puede hacer que un cupón caduque antes de tiempo, solo anularlo para siempre. No se ha cambiado nada. Deja vacío el campo Method del módulo de PassKit para anular el cupón.',
    invalid_email: `En ${columns.Email} no hay una dirección de correo. Escribe una como ana@example.com.`,
    no_such_name: `En PassKit nada se llama así, o hay más de uno. Escribe uno de los nombres que siguen a los dos puntos; el de un nivel, en ${columns.Tier}.`,
    invalid_id: `Eso no puede ser un ID. Escribe otro; de un nivel, el ID o el nombre en ${columns.Tier}.`,
  }),
};
