// The frame of every page: one style and a few lines of script, both inline and both named in the CSP by their hash.
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { html, raw } from 'hono/html';
import type { Brand } from './brand.ts';
import { inkOn } from './contrast.ts';
import { faceStyle, faces, type State } from './faces.ts';
import { clockScript, holdFor, holdScript, onceScript } from './scripts.ts';
import type { Texts } from './texts/types.ts';

export type Html = ReturnType<typeof html>;

// The colour is that of the state, by day and by night. Only what counts moves: the bar of a held button, and the clock.
const style = `
*{box-sizing:border-box}
html{height:100%}
body{min-height:100%;margin:0;font:1.125rem/1.5 system-ui,sans-serif}
${faceStyle()}.brand{position:relative;border-bottom:3px solid var(--ink);display:flex;align-items:center;gap:.75rem;min-height:4rem;padding:.75rem 1.25rem;font-weight:700;overflow-wrap:anywhere}
.brand svg{position:absolute;inset:0;width:100%;height:100%}
.brand img{position:relative;max-width:8rem;height:2.5rem;object-fit:contain}
.brand span{position:relative}
.on-dark{color:#fff}
.on-light{color:#000}
main{max-width:32rem;margin:0 auto;padding:1.5rem 1.25rem 4rem;overflow-wrap:anywhere}
p{margin:0 0 1rem}
form{margin:1rem 0 2rem}
label{display:block;font-weight:600;margin-bottom:.5rem}
input,button,.again{width:100%;min-height:72px;border:3px solid var(--ink);border-radius:12px;font:inherit;font-size:1.375rem;background:#fff;color:#000}
input{padding:0 1rem;margin-bottom:1rem}
button,.again{font-weight:700;cursor:pointer}
button{position:relative;overflow:hidden;touch-action:none;user-select:none;-webkit-user-select:none;-webkit-touch-callout:none}
button::before{content:"";position:absolute;inset:0;background:#86efac;transform:scaleX(0);transform-origin:left;mix-blend-mode:multiply}
.holding::before{transform:none;transition:transform ${holdFor}ms linear}
.again{display:flex;align-items:center;justify-content:center;margin-top:2rem;padding:.5rem 1rem;text-align:center;text-decoration:none}
button:disabled{background:#d4d4d8;border-style:dashed;cursor:default}
:focus-visible{outline:4px solid var(--ink);outline-offset:4px}
a{color:inherit}
details,[aria-live=polite]{margin-top:.75rem}
summary{min-height:44px;padding:.5rem 0;font-weight:600;cursor:pointer}
[role=alert]{border-inline-start:8px solid;padding-inline-start:1rem}
`;

const script = `${onceScript}${holdScript}${clockScript}`;

/** Whose page it is. The colour is an attribute of a shape, since a style of each brand would need a hash of its own. */
function header({ name, logo, color }: Brand): Html | '' {
  if (!name && !logo) return '';
  const ground =
    color && html`<svg aria-hidden="true"><rect width="100%" height="100%" fill="${color}"/></svg>`;
  const ink = color && (inkOn(color) === '#fff' ? ' on-dark' : ' on-light');
  return html`<header class="brand${ink ?? ''}">${ground ?? ''}${
    logo ? html`<img src="${logo}" alt="${name ? '' : 'Logo'}">` : ''
  }${name ? html`<span>${name}</span>` : ''}</header>\n`;
}

/** A whole page. */
export const layout = (
  { texts, brand }: { texts: Texts; brand: Brand },
  state: State,
  title: string,
  content: Html,
): Html => html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="${faces[state].field}">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body class="${state}">
${header(brand)}<main>
<div class="sign" aria-hidden="true"></div>
${content}
</main>
<script>${raw(script)}</script>
</body>
</html>
`;

const hash = (text: string) => `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}'`;

/** What these pages may do, and nothing else; `withImages` adds where a page has pictures from. */
export const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: [hash(style)],
  scriptSrc: [hash(script)],
  imgSrc: ['data:'],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The policy of a page that shows pictures: their servers are named, and no others. */
export const withImages = (policy: string, images: readonly string[]) =>
  policy.replace(
    'img-src data:',
    ['img-src data:', ...new Set(images.map((image) => new URL(image).origin))].join(' '),
  );
