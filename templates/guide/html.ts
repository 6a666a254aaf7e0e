// A page of a pack as a web page: one file with its style in it, in the client's colour, for the screen and for paper.
import { marked } from 'marked';
import { inkOn } from '../../redeem/contrast.ts';
import { escapeHtml } from '../escape.ts';
import type { Settings } from '../settings.ts';

const style = (color: string) => `
:root { color-scheme: light; --brand: ${color}; --ink: #1d1b17; --soft: #5f5a4f; --line: #ddd8cc }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
header { display: flex; gap: .75rem; align-items: center; padding: .9rem 1.5rem; background: var(--brand); color: ${inkOn(color)}; font-weight: 700 }
header img { max-width: 8rem; height: 2.2rem; object-fit: contain }
main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; overflow-wrap: anywhere }
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; letter-spacing: -.02em; margin: 1rem 0 .75rem }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: 1.25rem; border-top: 1px solid var(--line) }
a { color: inherit; text-underline-offset: 3px }
code { font: .86em/1.5 ui-monospace, Menlo, Consolas, monospace; background: #f4f1ea; padding: .1em .35em; border-radius: 5px }
pre { overflow-x: auto; padding: 1rem; background: #f4f1ea; border-radius: 10px }
pre code { padding: 0; background: none }
table { display: block; overflow-x: auto; border-collapse: collapse; margin: 1rem 0; font-size: .94rem }
th, td { padding: .5rem .75rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; min-width: 7rem }
th { color: var(--soft); font-weight: 600 }
img { max-width: 100% }
main > p > img { display: block; margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 12px }
li { margin: .35rem 0 }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
@media print { header { background: none; color: var(--ink) } h2 { break-after: avoid } }
`;

/** The HTML of a page that is Markdown; links between the pages lead to their HTML. */
export function htmlPage(markdown: string, { client, color, language, logo }: Settings): string {
  const body = marked.parse(markdown.replaceAll(/\]\(([\w./-]+)\.md\)/g, ']($1.html)'), { async: false });
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? client;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(client)}</title>
<style>${style(color)}</style>
</head>
<body>
<header>${logo ? `<img src="${escapeHtml(logo)}" alt="">` : ''}${escapeHtml(client)}</header>
<main>
${body}</main>
</body>
</html>
`;
}
