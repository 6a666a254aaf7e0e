// The settings of the redemption page for a client, as a file of environment variables. Credentials are filled in where it runs.
import type { Settings } from './settings.ts';

const comments: Record<Settings['language'], { credentials: string; secret: string }> = {
  en: {
    credentials:
      'From PassKit: Settings > Developer Tools. Fill them in where the page runs, and keep this file private.',
    secret: 'Signs the forms: the output of `openssl rand -hex 32`.',
  },
  de: {
    credentials:
      'Aus PassKit: Settings > Developer Tools. Erst dort eintragen, wo die Seite läuft; die Datei danach vertraulich behandeln.',
    secret: 'Unterschreibt die Formulare: die Ausgabe von `openssl rand -hex 32`.',
  },
  es: {
    credentials:
      'De PassKit: Settings > Developer Tools. Rellénalas donde funcione la página, y guarda este archivo en privado.',
    secret: 'Firma los formularios: la salida de `openssl rand -hex 32`.',
  },
};

/** One line each. In single quotes nothing of a value is read as anything else; where it has one itself, double ones do. */
function line(name: string, value: string): string {
  const text = value.replaceAll(/\s+/g, ' ');
  if (/^[\w./:@-]*$/.test(text)) return `${name}=${text}`;
  return `${name}=${text.includes("'") ? `"${text}"` : `'${text}'`}`;
}

export function redeemEnv(settings: Settings): string {
  const { credentials, secret } = comments[settings.language];
  const { region, client, logo, color, offerImage, terms, timeZone, campaignId = '' } = settings;
  const known = {
    REDEEM_CAMPAIGNS: campaignId,
    REDEEM_TIME_ZONE: timeZone,
    REDEEM_BRAND_NAME: client,
    REDEEM_BRAND_LOGO: logo,
    REDEEM_BRAND_COLOR: color,
    REDEEM_OFFER_IMAGE: offerImage,
    REDEEM_OFFER_TERMS: terms,
  };
  return [
    `# ${credentials}`,
    `PASSKIT_REGION=${region}`,
    'PASSKIT_API_KEY=',
    'PASSKIT_API_SECRET=',
    '',
    `# ${secret}`,
    'REDEEM_SECRET=',
    '',
    ...Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [line(name, value)])),
    '',
  ].join('\n');
}
