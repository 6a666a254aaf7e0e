// Spanish.
import type { Language } from './types.ts';

export const es: Language = {
  columns: {
    Name: 'Nombre',
    Email: 'Correo',
    Type: 'Tipo',
    Tier: 'Nivel',
    Status: 'Estado',
    'Pass Link': 'Enlace del pase',
    'Pass ID': 'ID del pase',
    'Pass Error': 'Error del pase',
    'Pass Sent': 'Pase enviado',
    'Pass Data': 'Datos del pase',
    'Pass To Do': 'Tarea del pase',
  },
  types: { membership: 'Membresía', coupon: 'Cupón', eventTicket: 'Entrada' },
  statuses: { Active: 'Activo', Canceled: 'Cancelado', Expired: 'Caducado' },
  alsoRevoked: ['Anulado'],
  toDo: { issue: 'emitir', update: 'actualizar', wait: 'esperar' },
  placeholders: { token: 'TU-TOKEN-DE-CODA', doc: 'TU-DOCUMENTO', table: 'TU-TABLA', project: 'tu' },
  steps: {
    codaToken: 'Token de la API de Coda: pégalo aquí',
    rowsToDo: 'Filas con una tarea',
    rowByRow: 'Fila por fila',
    issue: 'Emitir',
    update: 'Actualizar',
    revoke: 'Terminar',
    write: 'Escribir en la fila',
    sayWrong: 'Decir en la fila qué está mal',
    goOn: 'Seguir',
    whichPass: '¿Qué pase?',
    whatToDo: '¿Qué hay que hacer?',
    signedUp: '¿Inscrito?',
    openedLink: 'Enlace abierto',
    redeem: 'Canjear el cupón',
    sayWhyNot: 'Decir por qué no',
    redeemed: 'Canjeado',
    tapped: '¿Pulsado?',
    showButton: 'Mostrar el botón',
    couponExpired: 'Un cupón ha caducado',
    readCoupon: 'Leer el cupón',
    issueNext: 'Emitir el siguiente',
    listComesIn: 'Llega la lista',
    issueOne: 'Emitir el pase',
    allResults: 'Todos los resultados',
    answer: 'Responder con los enlaces',
  },
  filters: {
    somethingToDo: 'Hay algo que hacer',
    active: 'Activo',
    ended: 'cancelado o caducado',
    noSuchType: 'No existe ese tipo',
    lacking: 'Falta algo',
    buttonTapped: 'Se pulsó el botón',
    linkOpened: 'Se abrió el enlace',
    notFollowed: 'Caducado y aún sin sucesor',
    withId: 'Con ID externo',
  },
  noSuchType: (column, types) => `${column} debe ser uno de estos: ${types}.`,
  lacking: (columns) =>
    `Falta algo para hacer un pase. En la tabla, estas columnas deben estar rellenas: ${columns}. En cuanto lo estén, la fila recibe su pase.`,
  lackingTier: (column, type) => `${column} (para ${type})`,
  scenarios: {
    newRow: {
      title: 'fila nueva, pase nuevo',
      description:
        'Cada fila nueva de una tabla de Coda recibe una membresía, un cupón o una entrada, según su tipo, y el enlace del pase vuelve a la fila.',
    },
    changedRow: {
      title: 'fila cambiada, pase actualizado',
      description:
        'Una fila cambiada de una tabla de Coda actualiza su pase; si está cancelada o caducada, el pase termina. Escribir en la fila no vuelve a empezar nada.',
    },
    newAndChangedRow: {
      title: 'fila nueva, pase nuevo; fila cambiada, pase actualizado',
      description:
        'Cada fila nueva de una tabla de Coda recibe una membresía, un cupón o una entrada, según su tipo, y el enlace del pase vuelve a la fila. Una fila cambiada actualiza su pase; si está cancelada o caducada, el pase termina. Escribir en la fila no vuelve a empezar nada.',
    },
    signUpSheet: {
      title: 'lista de inscripción, entradas',
      description:
        'Cada fila nueva de una lista de inscripción en Coda recibe una entrada, y su enlace vuelve a la fila.',
    },
    couponExpired: {
      title: 'cupón caducado, cupón nuevo',
      description:
        'Cuando un cupón caduca, se emite otro con el mismo ID externo. Los cupones canjeados y anulados se quedan como están.',
    },
    onOpening: {
      title: 'canjear un cupón por enlace',
      description:
        'Un enlace en el reverso de la membresía canjea, al abrirse, el cupón que vale ahora, y responde con una página.',
    },
    withButton: {
      title: 'canjear un cupón por enlace y botón',
      description:
        'Un enlace en el reverso de la membresía muestra una página; su botón canjea el cupón que vale ahora. Abrirlo no cambia nada.',
    },
    manyPasses: {
      title: 'una lista, un pase por fila',
      description:
        'Cada fila de una lista que llega al webhook se convierte en una membresía, y la respuesta tiene el enlace de cada una. Una fila que falla no está en ella y no detiene a las demás. Si se envía otra vez, nada se emite dos veces.',
    },
  },
};
