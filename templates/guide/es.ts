// Spanish.
import { codes, type Guide } from './types.ts';

/** How a holder gets the pass. */
const mail =
  'El enlace está en la fila; no se envía a nadie. PassKit envía el correo de bienvenida del proyecto por sí mismo, si está activado allí.';

export const es: Guide = ({ columns: column, types, statuses, typeWords, toDo, revoked }) => ({
  start: {
    title: (client) => `Recetas para ${client}`,
    intro:
      'Cada página es un caso de uso, del primer paso al último, con Make, con Zapier o con el Pack de Coda.',
    recipe: 'Receta',
    what: 'Qué ocurre',
    files: [
      '`make/`: los escenarios, para importarlos en Make',
      '`recipes/`: estas páginas, como páginas web y como Markdown',
      '`redeem.env`: los ajustes de la página de canje, sin credenciales',
      '`hosting/`: lo necesario para alojar la página de canje ([cómo](../hosting/README.md))',
      '`settings.json`: los datos con los que se hizo este paquete',
    ],
    untried:
      'Los escenarios funcionan en un modelo de Make, contra un PassKit en memoria. Nada de esto se ha importado aún en una cuenta real.',
  },
  headings: {
    needs: 'Qué necesitas',
    table: 'La tabla',
    make: 'Con Make',
    zapier: 'Con Zapier',
    good: 'Conviene saber',
    link: 'El enlace del pase',
    withButton: 'Con Make, con un botón',
    onOpening: 'Con Make, al abrir',
    back: 'Todas las recetas',
  },
  picture: { title: 'La tabla antes y después', before: 'Antes', after: 'Después' },
  columns: {
    head: ['Columna', 'Clase', 'Qué contiene'],
    kinds: {
      text: 'Texto',
      email: 'Correo o texto',
      list: 'Lista de opciones',
      link: 'Enlace o texto',
      formula: 'Fórmula',
    },
    what: {
      Name: 'aparece en el pase',
      Email: 'del titular',
      Type: `${codes(typeWords)}: qué pase recibe la fila`,
      Tier: `el ID del nivel, como lo muestra PassKit; solo para ${types.membership}`,
      Status: codes(Object.values(statuses)),
      'Pass Link': 'vacía: aquí se escribe el enlace del pase',
      'Pass ID': 'vacía: el ID del pase en PassKit',
      'Pass Error': 'vacía: qué no salió bien y qué hay que hacer',
      'Pass Sent': 'vacía: con qué se hizo el pase la última vez. Se puede ocultar',
    },
    after: [
      `**${column['Pass Data']}** y **${column['Pass To Do']}** dicen al escenario qué hay que hacer. Lo que el escenario escribe no cambia las otras columnas, así que no se vuelve a poner en marcha solo.`,
      `Una fila recibe su pase cuando está todo lo que hace falta; hasta entonces **${column['Pass To Do']}** dice *${toDo.wait}*. Si algo está mal, **${column['Pass Error']}** dice qué; corregirlo basta para el siguiente intento. Para intentarlo otra vez con la fila como está, vacía su **${column['Pass Sent']}**.`,
    ],
  },
  needs: {
    passkit: (what) =>
      `una cuenta de PassKit con ${what}, y sus credenciales REST de **Settings > Developer Tools**`,
    coda: 'una cuenta de Coda, y un documento con una tabla como la de abajo. Añade una columna por cada campo propio de la plantilla del pase',
    app: 'Make o Zapier, con la aplicación de PassKit en tu cuenta. No es pública: tu agencia la comparte contigo',
  },
  make: {
    file: (link) => `Descarga ${link}.`,
    import:
      'Crea un escenario en Make. Abajo en el editor, abre **⋯**, elige **Import Blueprint** y el archivo.',
    connect:
      'Abre cada módulo de PassKit, elige o añade tu conexión de PassKit, y elige lo que aún está vacío:',
    nothingElse: 'nada más',
    templateFields:
      'Con el nivel, la oferta o el tipo de entrada aparecen los campos propios de la plantilla del pase. Asigna una columna a cada campo obligatorio.',
    token: (placeholder) =>
      `Abre el primer módulo y pon tu token de la API de Coda en lugar de \`${placeholder}\`. En Coda se crea en **Account settings > API settings**; que solo pueda leer y escribir este documento: quien puede abrir el escenario puede leerlo.`,
    doc: (steps) =>
      `Abre ${steps} y pon el ID de tu documento y de tu tabla en la dirección. El ID del documento está en su dirección, detrás de \`_d\`; en lugar del ID de la tabla vale su nombre, mientras nadie lo cambie.`,
    runOnce: (rows, both) =>
      `Haz clic en **Run once** y mira la tabla: lo que había que hacer está hecho, hasta ${both ? `${rows} filas nuevas y ${rows} cambiadas` : `${rows} filas`} por ejecución.`,
    alone: (link) =>
      `Este escenario emite pases para las filas nuevas y sigue lo que cambia en ellas: impórtalo una sola vez para las dos cosas. ${link} hace solo lo que trata esta página y se configura igual.`,
    schedule: (perRun, hours, operations) =>
      `Activa el escenario y elige cada cuánto mira. Una ejecución que no encuentra nada cuesta ${perRun} operaciones: cada ${hours} horas son ${operations} al mes. Cada fila que se hace cuesta algunas más.`,
    hook: (step) =>
      `Abre **${step}**, haz clic en **Add**, da un nombre al webhook, guarda y copia su dirección.`,
    tryHook: (address) =>
      `Haz clic en **Run once** y abre ${address}. La página debe decir que no hay cupón.`,
    immediately:
      'Pon el enlace en el pase, activa el escenario y ponlo en **Immediately**. En sus ajustes, **Sequential processing** debe estar activado: si dos personas pulsan a la vez, a la segunda se le dice que ya está canjeado.',
    events: (step) =>
      `Abre **${step}** y añade un webhook: tu conexión, **Coupon**, tu campaña, y solo el evento **Pass expired or invalidated**.`,
    keepIncomplete:
      'Guarda y activa el escenario; se pone en marcha solo. En los ajustes del escenario, permite que Make guarde las ejecuciones incompletas (**Store incomplete executions**). Así no se pierde ninguna cuando PassKit está ocupado.',
    list: (step) =>
      `Abre **${step}** y añade un webhook. Quien tenga su dirección puede emitir pases: guárdala como una contraseña.`,
    sendList:
      'Activa el escenario, ponlo en **Immediately**, envíale una lista como esta y mira la respuesta.',
  },
  lockScreen: {
    heading: 'En PassKit, una vez',
    design: (field) => [
      `Abre el diseño del pase y añade un campo al reverso. Su clave es un campo propio: \`${field}\`.`,
      'En los ajustes del campo para Apple Wallet, pon `%@` como mensaje de cambio (**change message**). Apple lo muestra con el valor nuevo cuando cambia, si el titular no lo ha desactivado.',
      'Publica el diseño.',
    ],
    make: (step, field, message) =>
      `En el escenario de filas cambiadas, abre **${step}**, añade en **Custom fields** un elemento con la clave \`${field}\` y asígnale tu columna **${message}**. Esta columna va también en la fórmula de **${column['Pass Data']}**.`,
    zapier: (field, message) =>
      `En **Custom Fields** del paso 2, añade \`${field}\` con la columna **${message}**. Donde el formulario muestra los campos de tu diseño, está allí con su propio nombre.`,
  },
  more: {
    heading: 'Otros campos',
    intro:
      'Esta receta deja vacíos estos campos. Están en los formularios de Make y de Zapier, cada uno con su explicación; en Make algunos solo aparecen con **Show advanced settings**. Asigna una columna a los que necesites.',
    head: ['Paso', 'Tipo', 'Campos'],
    all: 'todos',
  },
  zapier: {
    head: ['Campo', 'Valor'],
    step: (number) => `Paso ${number}`,
    ofStep: (field, step) => `**${field}** del paso ${step}`,
    chooseYours: 'elige de la lista',
    yours: 'los tuyos',
    newRow: 'el activador de filas nuevas',
    changedRow: 'el activador de filas cambiadas',
    updateRow: 'la acción que actualiza una fila',
    exists: 'existe (**Exists**)',
    notIn: (words) => `no es ninguno de ${words} (**(Text) is not in**)`,
    in: (words) => `es uno de ${words} (**(Text) is in**)`,
    lookup: 'traduce tus palabras a las que PassKit conoce',
    filterBoth: 'continuar solo si todo se cumple',
    exactly: (word) => `es exactamente \`${word}\``,
    doesNotContain: (value) => `no contiene ${value}`,
    paths: 'dos caminos',
    catchHook: 'espera la petición de tu caja',
    mapFirst:
      'Cuando un valor viene de un paso anterior, abre la lista del campo, elige **Custom** y el campo de ese paso.',
    receipt: 'El recibo hace que una petición repetida sea el mismo canje.',
    changedRowUnsure:
      'No se ha podido comprobar si Coda tiene en Zapier un activador de filas cambiadas. Si no lo tiene, usa Make: el escenario pregunta a Coda.',
    lineItems:
      '**Issue Passes** acepta hasta 200 elementos: asigna las listas de tu activador a **External ID**, **Display Name**, etcétera.',
  },
  link: {
    put: 'En el diseño de la membresía, añade al reverso un campo de tipo **URL**. Su valor es uno de estos, con tu propia dirección y el ID de tu campaña:',
    page: 'la página de canje',
    make: 'Make',
    pid: `PassKit pone el ID del pase en lugar de \`\${pid}\`. El enlace es siempre el mismo.`,
    either:
      'La página de canje muestra el cupón y no canjea nada hasta que alguien mantiene pulsado su botón; `redeem.env` tiene sus ajustes. Con Make basta una cuenta de Make. Las tres formas canjean los mismos cupones.',
  },
  recipes: {
    'new-row': {
      title: 'Una fila nueva se convierte en un pase',
      intro: `Alguien rellena un formulario, o tú añades una fila. La fila recibe el pase que dice **${column.Type}**, y su enlace vuelve a la fila.`,
      passkit: 'un proyecto publicado para cada tipo de pase',
      good: [
        'El ID de la fila es el ID externo de su pase. Por muchas veces que se envíe una fila, recibe un pase.',
        `Una fila cuyo **${column.Status}** ya dice ${codes(revoked)} no recibe ningún pase; si un intento anterior dejó uno, termina.`,
        `En Make, la copia de una fila se lleva el enlace del otro pase. Vacía en ella **${column['Pass Link']}**, **${column['Pass ID']}** y **${column['Pass Sent']}**: entonces recibe un pase propio.`,
        mail,
        'Si llegan muchas filas a la vez, Coda puede pedir calma (error 429). La ejecución se detiene ahí y la siguiente continúa. Tras tres ejecuciones así, Make desactiva el escenario: actívalo entonces otra vez.',
        `Puedes borrar las rutas de los tipos que no uses. Borra también esos tipos de la lista **${column.Type}**: una fila sin ruta no se atiende nunca, y nada lo dice.`,
      ],
    },
    'changed-row': {
      title: 'Una fila cambiada actualiza su pase',
      intro: `Cambia el nombre, el correo o el nivel de una fila: el pase cambia con ella. Si **${column.Status}** dice ${codes(revoked)}, el pase termina.`,
      passkit: 'el proyecto de cada tipo de pase',
      good: [
        'Las celdas vacías dejan en el pase lo que hay.',
        `Solo ${codes(revoked)} terminan un pase, en Make en mayúsculas o minúsculas. Con cualquier otra cosa en **${column.Status}**, la fila está activa.`,
        `Una membresía o entrada terminada vuelve a valer si su fecha de caducidad se mueve en PassKit; no basta con cambiar otra vez **${column.Status}**. Un cupón se anula para siempre.`,
        `Si una ejecución se interrumpe después de anular un cupón, **${column['Pass Error']}** dice luego que PassKit no tiene ese pase. Entonces no queda nada que hacer.`,
        `Borrar una fila no termina su pase. Cambia primero **${column.Status}**, y borra la fila después de la próxima ejecución.`,
        'Cuando cambia una fila, su pase recibe lo que dice la fila, también el nombre: una entrada que se transfirió en PassKit vuelve a su titular anterior.',
        `Un pase no puede cambiar de tipo: si cambia **${column.Type}**, usa una fila nueva.`,
      ],
    },
    'sign-up-sheet': {
      title: 'Una lista de inscripción envía entradas',
      intro: 'Quien se inscribe recibe una entrada, y su enlace vuelve a la fila.',
      passkit: 'una producción publicada que tenga un evento y un tipo de entrada',
      good: [
        'El ID de la fila es el número de la entrada: nadie recibe dos entradas por una fila.',
        `Una fila cuyo **${column.Status}** ya dice ${codes(revoked)} no recibe entrada.`,
        `Quien cancela cuando el enlace ya está en la fila conserva su entrada con este escenario. El de filas nuevas y cambiadas la termina; necesita la columna **${column.Type}** con \`${types.eventTicket}\`.`,
        mail,
        'Según PassKit, hay entradas para eventos de los próximos 90 días.',
      ],
    },
    'redemption-link': {
      title: 'Un enlace canjea el cupón que vale ahora',
      intro:
        'Un enlace en el reverso de la membresía abre una página, y allí se canjea el cupón. Los cupones caducan y llegan otros; el enlace y el pase no cambian: el ID de la membresía es el ID externo del cupón.',
      passkit: 'un programa de membresía y una campaña de cupones, ambos publicados',
      good: [
        'El escenario sin botón canjea en cuanto se abre el enlace, también si lo abre una máquina que solo lo comprueba. En caso de duda, usa el que tiene botón.',
        'PassKit cobra la membresía y cada cupón.',
      ],
    },
    'coupon-expired': {
      title: 'A un cupón caducado le sigue otro',
      intro:
        'Cuando un cupón caduca, se emite el siguiente con el mismo ID externo. Así el enlace de la membresía siempre tiene uno que vale.',
      passkit:
        'una campaña de cupones cuyas ofertas tengan su propia fecha de caducidad, como 30 días después de la emisión',
      good: [
        'El ID externo de cada cupón debe ser el ID de una membresía.',
        'Para terminar con un miembro, anula su cupón: los canjeados y anulados se quedan como están.',
        'PassKit cobra cada cupón que se emite.',
      ],
    },
    'many-passes': {
      title: 'Una lista se convierte en un pase por fila',
      intro:
        'Un sistema de reservas, una tienda o un formulario entrega una lista: cada fila se convierte en una membresía, y los enlaces vuelven en una respuesta.',
      passkit: 'un programa de membresía publicado',
      good: [
        'Si se envía otra vez, una fila que ya tiene su pase vuelve como `existing`, con el mismo enlace. Nada se emite dos veces.',
        'Envía como máximo 100 filas de una vez: Make responde a un webhook en tres minutos o no responde.',
        'Una fila que PassKit rechaza, o sin `externalId`, no está en la respuesta y no detiene a las demás.',
      ],
    },
    'lock-screen': {
      title: 'Un mensaje en la pantalla de bloqueo',
      intro:
        'Escribe un mensaje en una fila, y el titular de su pase lo ve en la pantalla de bloqueo de su iPhone: «Tu mesa está lista».',
      passkit: 'un diseño de pase que puedas cambiar',
      good: [
        'El mismo texto otra vez no es un cambio: no se muestra nada. Añade la hora o un número.',
        'Google Wallet cambia el pase sin mensaje.',
        'Una celda vacía deja en el pase lo que hay y no muestra nada.',
        'Esto no se ha probado aún en un iPhone real.',
      ],
    },
  },
});
