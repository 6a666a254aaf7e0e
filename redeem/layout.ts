// The frame of every page: one style and a few lines of script, both inline and both named in the CSP by their hash.
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { html, raw } from 'hono/html';
import type { Texts } from './texts/types.ts';

export type Html = ReturnType<typeof html>;

// Black on white and white on black, for sunlight and for the night. Nothing moves, so there is nothing to reduce.
const style = `
:root{color-scheme:light dark;--back:#fff;--ink:#111;--soft:#444;--go:#0b5323;--on:#fff;--bad:#8f1212}
@media (prefers-color-scheme:dark){:root{--back:#111;--ink:#f6f6f6;--soft:#cfcfcf;--go:#8fe8a4;--on:#04200c;--bad:#ffb3ab}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:32rem;margin:0 auto;padding:2rem 1.25rem 4rem;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:0 0 1rem}
p{margin:0 0 1rem}
form{margin:2rem 0}
label{display:block;font-weight:600;margin-bottom:.5rem}
input,button,.again{width:100%;min-height:64px;border-radius:12px;font:inherit;font-size:1.375rem}
input{padding:0 1rem;margin-bottom:1rem;border:2px solid var(--ink);background:var(--back);color:var(--ink)}
button,.again{border:2px solid var(--go);background:var(--go);color:var(--on);font-weight:700;cursor:pointer}
.again{display:flex;align-items:center;justify-content:center;margin-top:2rem;padding:.5rem 1rem;text-align:center;text-decoration:none}
button:disabled{background:var(--back);color:var(--ink);border-style:dashed;cursor:default}
:focus-visible{outline:4px solid var(--ink);outline-offset:4px}
.time{font-size:1.375rem;font-weight:700}
.soft{color:var(--soft)}
[role=status],[role=alert]{border-inline-start:8px solid var(--go);padding-inline-start:1rem}
[role=alert]{border-color:var(--bad)}
`;

// One submit a form; a page that comes back from the browser's memory is asked for anew.
const script = `
addEventListener('submit',function(event){var button=event.target.querySelector('button');
if(button.disabled)return event.preventDefault();button.disabled=true;button.textContent=button.dataset.busy});
addEventListener('pageshow',function(event){if(event.persisted)location.reload()});
`;

/** A whole page. */
export const layout = (texts: Texts, title: string, content: Html): Html => html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<main>
${content}
</main>
<script>${raw(script)}</script>
</body>
</html>
`;

const hash = (text: string) => `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}'`;

/** What these pages may do, and nothing else. */
export const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: [hash(style)],
  scriptSrc: [hash(script)],
  imgSrc: ['data:'],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};
