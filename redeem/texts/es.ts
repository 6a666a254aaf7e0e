// Spanish.
import type { Texts } from './types.ts';

export const es: Texts = {
  language: 'es',
  locale: 'es-ES',
  coupon: 'Su cupón',
  validUntil: (time) => `Válido hasta el ${time}.`,
  noExpiry: 'Sin fecha de caducidad.',
  ending: (characters) => `Cupón terminado en ${characters}`,
  once: 'Se puede canjear una sola vez y no se puede deshacer. Hágalo en la caja.',
  redeem: 'Canjear ahora',
  hold: 'Mantenga pulsado el botón hasta que se llene.',
  heldTooShort: 'No se ha canjeado nada. Mantenga pulsado el botón hasta que se llene.',
  cannotHold: '¿No puede mantener pulsado el botón?',
  tapInstead: 'Entonces deje esto abierto: un toque en el botón canjea ahora el cupón.',
  atTheTill: 'Estoy en la caja y lo canjeo ahora.',
  terms: 'Condiciones',
  since: 'desde el canje',
  notCounting: 'Al abrir esta página. Vuelva a cargarla para seguir contando.',
  words: {
    ready: 'Listo para canjear',
    redeemed: 'Canjeado',
    used: 'Ya canjeado',
    expired: 'Caducado',
    void: 'No válido',
    none: 'Sin cupón',
    problem: 'Un problema',
  },
  busy: 'Canjeando…',
  code: 'Código de caja',
  wrongCode: 'El código no es correcto. No se ha canjeado nada. Pida en la caja que lo introduzcan de nuevo.',
  redeemedAt: (time) => `Canjeado el ${time}.`,
  expiredAt: (time) => `Caducó el ${time}.`,
  again: 'Abrir el cupón de nuevo',
  notices: {
    success: { heading: 'Canjeado', text: 'Gracias. Muestre esta página en la caja.' },
    redeemed: { heading: 'Ya canjeado', text: 'Este cupón ya se ha usado. No se puede canjear otra vez.' },
    none: {
      heading: 'Ahora no hay ningún cupón',
      text: 'Esta tarjeta no tiene ningún cupón en este momento. El enlace será el mismo cuando haya uno nuevo.',
    },
    expired: {
      heading: 'Este cupón ha caducado',
      text: 'Ya no se puede canjear. El enlace será el mismo cuando haya uno nuevo.',
    },
    void: { heading: 'Este cupón ya no es válido', text: 'No se puede canjear.' },
    unknown: {
      heading: 'Este enlace no lleva a ninguna parte',
      text: 'Abra el enlace que está en el reverso de su tarjeta.',
    },
    incomplete: {
      heading: 'Este enlace está incompleto',
      text: 'Abra el enlace que está en el reverso de su tarjeta, sin cambiarlo.',
    },
    unsigned: {
      heading: 'Este enlace no es auténtico',
      text: 'Su firma falta o no es correcta. Abra el enlace que está en el reverso de su tarjeta.',
    },
    stale: {
      heading: 'Esta página es demasiado antigua',
      text: 'No se ha cambiado nada. Abra el cupón de nuevo y use su botón.',
    },
    replaced: {
      heading: 'Ahora hay otro cupón',
      text: 'Esta página era de uno anterior. Esta vez no se ha canjeado nada. Abra el cupón de nuevo para ver el actual.',
    },
    refused: {
      heading: 'Este cupón no se puede canjear ahora',
      text: 'Este toque no ha canjeado nada. Abra el cupón de nuevo para ver su estado o consulte al personal.',
    },
    slow: {
      heading: 'Un momento, por favor',
      text: 'Ha habido demasiadas peticiones. Esta no ha cambiado nada. Inténtelo dentro de un minuto.',
    },
    tries: {
      heading: 'Demasiados códigos incorrectos',
      text: 'No se ha cambiado nada. Espere diez minutos antes de intentarlo de nuevo.',
    },
    setup: {
      heading: 'Esta página aún no funciona',
      text: 'Es culpa nuestra, no suya. Avise al personal, por favor.',
    },
    down: {
      heading: 'El cupón no se puede leer ahora',
      text: 'No se ha cambiado nada. Inténtelo de nuevo dentro de un momento.',
    },
    unsure: {
      heading: 'Todavía no lo sabemos',
      text: 'La respuesta se perdió: puede que el cupón esté canjeado o no. Ábralo de nuevo para verlo. Nunca se canjea dos veces.',
    },
  },
};
