// How a client's redemption page is hosted: the files, made from those of this project, and a page in the client's language.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Settings } from '../settings.ts';

interface Texts {
  title: string;
  first: string;
  server: string;
  serverAbout: string;
  cloudflare: string;
  deno: string;
  denoAbout: string;
  untried: string;
  /** What compose says without a domain; a colon or a brace would end it. */
  noDomain: string;
  back: string;
}

const texts: Record<Settings['language'], Texts> = {
  en: {
    title: 'Host the redemption page',
    first:
      'Fill in the credentials of PassKit in `redeem.env`, and keep that file private. Then one of these, from this folder, is all there is to do.',
    server: 'On a server of your own, with https',
    serverAbout: 'Point the domain to the server, open its ports 80 and 443, and install Docker.',
    cloudflare: 'On Cloudflare Workers, which has a free plan',
    deno: 'On Deno Deploy, which has a free plan',
    denoAbout: 'Make an organization at console.deno.com first, and write its name for `YOUR_ORG`.',
    untried: 'None of this has met a live account yet.',
    noDomain: 'Set DOMAIN to the domain of the page',
    back: 'All recipes',
  },
  de: {
    title: 'Die Einlöseseite betreiben',
    first:
      'Tragen Sie die Zugangsdaten von PassKit in `redeem.env` ein, und halten Sie diese Datei geheim. Dann genügt einer dieser Wege, aus diesem Ordner.',
    server: 'Auf einem eigenen Server, mit https',
    serverAbout:
      'Richten Sie die Domain auf den Server, öffnen Sie dort die Ports 80 und 443, und installieren Sie Docker.',
    cloudflare: 'Bei Cloudflare Workers, auch kostenlos',
    deno: 'Bei Deno Deploy, auch kostenlos',
    denoAbout:
      'Legen Sie zuerst unter console.deno.com eine Organisation an, und schreiben Sie deren Namen für `YOUR_ORG`.',
    untried: 'Nichts davon wurde bisher mit einem echten Konto versucht.',
    noDomain: 'DOMAIN muss die Domain der Seite sein',
    back: 'Alle Anleitungen',
  },
  es: {
    title: 'Alojar la página de canje',
    first:
      'Rellena las credenciales de PassKit en `redeem.env` y guarda ese archivo en privado. Después basta uno de estos caminos, desde esta carpeta.',
    server: 'En un servidor propio, con https',
    serverAbout: 'Apunta el dominio al servidor, abre sus puertos 80 y 443, e instala Docker.',
    cloudflare: 'En Cloudflare Workers, también gratis',
    deno: 'En Deno Deploy, también gratis',
    denoAbout: 'Crea primero una organización en console.deno.com y escribe su nombre por `YOUR_ORG`.',
    untried: 'Nada de esto se ha probado aún con una cuenta real.',
    noDomain: 'DOMAIN debe ser el dominio de la página',
    back: 'Todas las recetas',
  },
};

const commands = (lines: readonly string[]) => `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;

/** The page about hosting, as Markdown. */
export function hostingPage({ language, domain }: Settings): string {
  const said = texts[language];
  return `${[
    `# ${said.title}`,
    said.first,
    `## ${said.server}`,
    said.serverAbout,
    commands([`DOMAIN=${domain} docker compose up -d --build`]),
    `## ${said.cloudflare}`,
    commands(['npx wrangler@4.164.0 deploy --secrets-file ../redeem.env']),
    `## ${said.deno}`,
    said.denoAbout,
    commands([
      'cd deno',
      'npx deno@2.9.6 deploy create --org YOUR_ORG',
      'npx deno@2.9.6 deploy env load ../../redeem.env',
      'npx deno@2.9.6 deploy --prod',
    ]),
    said.untried,
    `[${said.back}](../recipes/README.md)`,
  ].join('\n\n')}\n`;
}

/** The bundles of the page that the files below run, by their names in the folder. */
export const hostingBundles = ['server.mjs', 'cloudflare.mjs', 'deno/main.mjs'] as const;

const part = (text: string, from: string): string => {
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`There is no ${from}`);
  return text.slice(at);
};

function replaced(text: string, was: string, is: string): string {
  if (!text.includes(was)) throw new Error(`There is no ${was}`);
  return text.replace(was, is);
}

/** What runs the bundles: this project's own files, for a folder with the bundles in it and `redeem.env` above it. */
export function hostingFiles({ language }: Pick<Settings, 'language'>): Record<string, string> {
  const read = (path: string) => readFileSync(path, 'utf8');
  const { build: _build, ...wrangler } = z
    .looseObject({ build: z.unknown() })
    .parse(JSON.parse(read('redeem/wrangler.json')));
  return {
    // Its comments are for readers of this repository.
    'compose.yaml': replaced(
      replaced(read('compose.yaml'), 'env_file: redeem.env', 'env_file: ../redeem.env'),
      `{DOMAIN:?${texts.en.noDomain}}`,
      `{DOMAIN:?${texts[language].noDomain}}`,
    ).replaceAll(/^\s*#.*\n/gm, ''),
    // The second stage: the bundle is made already.
    Dockerfile: replaced(
      part(read('Dockerfile'), 'FROM node:22-slim\nENV'),
      'COPY --from=build /app/build/redeem/server.mjs ./',
      'COPY server.mjs ./',
    ),
    'wrangler.json': `${JSON.stringify({ ...wrangler, main: 'cloudflare.mjs' }, null, 2)}\n`,
  };
}
