// The pages that customers see when a Make scenario answers their link. Their texts are those of the redemption page.
import { textsIn } from '../redeem/texts/texts.ts';
import { type Notice, notices } from '../redeem/texts/types.ts';
import { escapeHtml } from './escape.ts';
import type { Settings } from './settings.ts';

/** Texts as HTML. Braces would be read by Make, and quotes by IML, so no text may have any. */
function html(text: string): string {
  if (/["{}\\]/.test(text)) throw new Error(`A page of Make cannot say ${text}`);
  return escapeHtml(text);
}

/**
 * Black or white, whichever can be read better on a colour such as #0b5323 (relative luminance as WCAG has it): at least
 * 4.5 to 1 on any, which is why no colour is refused.
 */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

const style = (color: string) => `
:root { color-scheme: light dark; --go: ${color} }
body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif }
main { max-width: 32rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; border-inline-start: 8px solid var(--go); padding-inline-start: 1rem }
button { width: 100%; min-height: 64px; border: 2px solid; border-radius: 12px; font: inherit; font-size: 1.375rem; font-weight: 700; background: var(--go); color: ${inkOn(color)} }
button:focus-visible { outline: 4px solid CanvasText; outline-offset: 4px }
.time { font-size: 1.375rem; font-weight: 700 }
.client { margin-top: 3rem }
`;

interface Content {
  heading: string;
  text: string;
  /** A line in large type; Make leaves it empty when there is nothing to say. */
  time?: string;
  /** HTML after the text. */
  form?: string;
}

function page({ client, color, language }: Settings, { heading, text, time, form }: Content): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${html(client)}</title>
<style>${style(color)}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
${time ? `<p class="time">${time}</p>\n` : ''}<p>${text}</p>
${form ?? ''}<p class="client">${html(client)}</p>
</main>
</body>
</html>
`;
}

/** The page after a redemption, with the time at which it was. */
export function successPage(settings: Settings, time: string): string {
  const { heading, text } = textsIn[settings.language].notices.success;
  return page(settings, { heading: html(heading), text: html(text), time });
}

/** The coupon's page before anything is redeemed: one button that sends the fields of the link back, as a form. */
export function confirmPage(settings: Settings, fields: Record<string, string>): string {
  const texts = textsIn[settings.language];
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">\n`,
  );
  return page(settings, {
    heading: html(texts.coupon),
    text: html(texts.once),
    form: `<form method="post">\n${inputs.join('')}<button>${html(texts.redeem)}</button>\n</form>\n`,
  });
}

/** What a refusal looks like: the first of `cases` whose IML condition holds, or else the last notice. */
export function refusalPage(
  settings: Settings,
  cases: readonly { when: string; notice: Notice }[],
  otherwise: Notice,
  time: string,
): { status: string; body: string } {
  const said = textsIn[settings.language].notices;
  const pick = (of: (notice: Notice) => string) =>
    `{{${cases.reduceRight((rest, { when, notice }) => `if(${when}; "${of(notice)}"; ${rest})`, `"${of(otherwise)}"`)}}}`;
  return {
    status: pick((notice) => String(notices[notice].status)),
    body: page(settings, {
      heading: pick((notice) => html(said[notice].heading)),
      text: pick((notice) => html(said[notice].text)),
      time,
    }),
  };
}
