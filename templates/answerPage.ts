// The pages that customers see when a Make scenario answers their link. Their texts and faces are those of the redemption
// page. They have no script: what Make answers with must stay what it is, whatever a link says.
import { inkOn } from '../redeem/contrast.ts';
import { faceStyle, type State } from '../redeem/faces.ts';
import { textsIn } from '../redeem/texts/texts.ts';
import { type Notice, notices } from '../redeem/texts/types.ts';
import { escapeHtml } from './escape.ts';
import type { Settings } from './settings.ts';

/** Texts as HTML. Braces would be read by Make, and quotes by IML, so no text may have any. */
function html(text: string): string {
  if (/["{}\\]/.test(text)) throw new Error(`A page of Make cannot say ${text}`);
  return escapeHtml(text);
}

const style = (color: string, states: readonly State[]) => `
:root { --go: ${color} }
* { box-sizing: border-box }
html { height: 100% }
body { min-height: 100%; margin: 0; font: 1.125rem/1.5 system-ui, sans-serif }
${faceStyle(states)}header { display: flex; align-items: center; gap: .75rem; min-height: 4rem; padding: .75rem 1.25rem; border-bottom: 3px solid var(--ink); background: var(--go); color: ${inkOn(color)}; font-weight: 700; overflow-wrap: anywhere }
header img { max-width: 8rem; height: 2.5rem; object-fit: contain }
main { max-width: 32rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; overflow-wrap: anywhere }
label { display: flex; gap: .75rem; align-items: center; min-height: 48px; margin-bottom: 1rem; font-weight: 700 }
input[type=checkbox] { flex: none; width: 2rem; height: 2rem; margin: 0 }
button { width: 100%; min-height: 72px; border: 3px solid var(--ink); border-radius: 12px; font: inherit; font-size: 1.375rem; font-weight: 700; background: var(--go); color: ${inkOn(color)} }
:focus-visible { outline: 4px solid var(--ink); outline-offset: 4px }
summary { min-height: 44px; padding: .5rem 0; font-weight: 600 }
`;

// Counts without a script: the minutes of a day and the seconds of a minute are an animation each. The browsers that know
// `transition-behavior` are those of 2024 and later, which know all of it; the others show no clock rather than a wrong one.
const clockStyle = `
.clock { display: none }
@supports (transition-behavior: allow-discrete) { .clock { display: block } }
@property --minutes { syntax: "<integer>"; inherits: true; initial-value: 0 }
@property --seconds { syntax: "<integer>"; inherits: true; initial-value: 0 }
@keyframes minutes { to { --minutes: 1440 } }
@keyframes seconds { to { --seconds: 60 } }
.clock b { animation: minutes 86400s steps(1440), seconds 60s steps(60) infinite; animation-delay: inherit }
.clock b::before { counter-reset: minutes var(--minutes) seconds var(--seconds); content: counter(minutes) ":" counter(seconds, decimal-leading-zero) }
`;

interface Content {
  /** The state, or IML that picks one; its style has those that may be picked. */
  state: string;
  states: readonly State[];
  /** The word of the state; Make leaves it empty where the heading says the same. */
  word: string;
  heading: string;
  text: string;
  /** A line in large type; Make leaves it empty when there is nothing to say. */
  time?: string;
  /** HTML under the heading, and after the text. */
  clock?: string;
  picture?: string;
  form?: string;
}

function page(settings: Settings, content: Content): string {
  const { client, color, language, logo } = settings;
  const { state, states, word, heading, text, time, clock = '', picture = '', form = '' } = content;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${html(client)}</title>
<style>${style(color, states)}${clock && clockStyle}</style>
</head>
<body class="${state}">
<header>${logo ? `<img src="${html(logo)}" alt="">` : ''}${html(client)}</header>
<main>
<div class="sign" aria-hidden="true"></div>
<p class="word">${word}</p>
<h1>${heading}</h1>
${clock}${picture}${time ? `<p class="time">${time}</p>\n` : ''}<p>${text}</p>
${form}</main>
</body>
</html>
`;
}

/** The pictures a page may load. */
export const picturesOf = ({ logo, offerImage }: Settings): string[] =>
  [logo, offerImage].filter((link) => link !== undefined);

/**
 * The page after a redemption, with the time at which it was, and a clock that has run for so many seconds already: a
 * second tap on the same page may come later. Where PassKit's clock is ahead they are fewer than none, which is no delay
 * to CSS: then it starts at nought.
 */
export function successPage(settings: Settings, time: string, seconds: string): string {
  const { notices: said, since } = textsIn[settings.language];
  return page(settings, {
    state: 'redeemed',
    states: ['redeemed'],
    word: '',
    heading: html(said.success.heading),
    text: html(said.success.text),
    time,
    clock: `<div class="clock" role="timer" style="animation-delay: -${seconds}s"><b></b> ${html(since)}</div>\n`,
  });
}

/**
 * The coupon's page before anything is redeemed: a tick and one button, which sends the fields of the link back as a form.
 * Without the tick the browser sends nothing, so that one curious tap redeems nothing.
 */
export function confirmPage(settings: Settings, fields: Record<string, string>): string {
  const { offerImage, terms } = settings;
  const texts = textsIn[settings.language];
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">\n`,
  );
  const tick = `<label><input type="checkbox" required>${html(texts.atTheTill)}</label>\n`;
  const conditions = terms
    ? `<details><summary>${html(texts.terms)}</summary><p class="text">${html(terms)}</p></details>\n`
    : '';
  return page(settings, {
    state: 'ready',
    states: ['ready'],
    word: html(texts.words.ready),
    heading: html(texts.coupon),
    text: html(texts.once),
    picture: offerImage && `<img class="picture" src="${html(offerImage)}" alt="">\n`,
    form: `<form method="post">\n${inputs.join('')}${tick}<button>${html(texts.redeem)}</button>\n</form>\n${conditions}`,
  });
}

/** What a refusal looks like: the first of `cases` whose IML condition holds, or else the last notice. */
export function refusalPage(
  settings: Settings,
  cases: readonly { when: string; notice: Notice }[],
  otherwise: Notice,
  time: string,
): { status: string; body: string } {
  const { notices: said, words } = textsIn[settings.language];
  const pick = (of: (notice: Notice) => string) => {
    const quoted = (notice: Notice) => (of(notice) === '' ? 'emptystring' : `"${of(notice)}"`);
    return `{{${cases.reduceRight((rest, { when, notice }) => `if(${when}; ${quoted(notice)}; ${rest})`, quoted(otherwise))}}}`;
  };
  const word = (notice: Notice) => words[notices[notice].state];
  return {
    status: pick((notice) => String(notices[notice].status)),
    body: page(settings, {
      state: pick((notice) => notices[notice].state),
      states: [
        ...new Set([...cases.map(({ notice }) => notice), otherwise].map((notice) => notices[notice].state)),
      ],
      word: pick((notice) => (word(notice) === said[notice].heading ? '' : html(word(notice)))),
      heading: pick((notice) => html(said[notice].heading)),
      text: pick((notice) => html(said[notice].text)),
      time,
    }),
  };
}
