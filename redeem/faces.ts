// What a page looks like from an arm's length: each state has a colour over the whole screen, a sign and a word, so that
// none is told by its colour alone. Shared with the pages that Make answers with.

export const states = ['ready', 'redeemed', 'used', 'expired', 'void', 'none', 'problem'] as const;
export type State = (typeof states)[number];

interface Face {
  /** Over the whole screen; the brand's colour never is, or a red brand would look like a refusal. */
  field: string;
  ink: string;
  /** Stripes for what is over: they are seen where colours are not. */
  stripes?: string;
  /** What the sign shows, for the documentation. */
  shows: string;
  /** The name of the colour, for the documentation. */
  color: string;
  /** SVG, drawn in a square of 24. */
  sign: string;
}

const slash = '<circle cx="12" cy="12" r="9.5"/><path d="M5.3 5.3l13.4 13.4"/>';
const hourglass =
  '<path d="M6 2.5h12M6 21.5h12M7.5 2.5c0 6 4.5 6.5 4.5 9.5s-4.5 3.5-4.5 9.500M16.5 2.5c0 6-4.5 6.5-4.5 9.5s4.5 3.5 4.5 9.5"/>';

/** At least 7 to 1 between field and ink, stripes included. They are the same by night: a state has one colour. */
export const faces: Record<State, Face> = {
  ready: {
    color: 'blue',
    field: '#1e3a8a',
    ink: '#ffffff',
    shows: 'ticket',
    sign: '<path d="M2.5 6.5h19v3.5a2 2 0 0 0 0 4v3.5h-19v-3.500a2 2 0 0 0 0-4z"/><path d="M14.5 7v10" stroke-dasharray="2 2"/>',
  },
  redeemed: {
    color: 'green',
    field: '#14532d',
    ink: '#ffffff',
    shows: 'tick',
    sign: '<path d="M3 13l6 6L21.5 5"/>',
  },
  used: {
    color: 'yellow, striped',
    field: '#facc15',
    stripes: '#eab308',
    ink: '#000000',
    shows: 'circle with a stroke through it',
    sign: slash,
  },
  expired: {
    color: 'red, striped',
    field: '#991b1b',
    stripes: '#7f1d1d',
    ink: '#ffffff',
    shows: 'hourglass',
    sign: hourglass,
  },
  void: {
    color: 'red, striped',
    field: '#991b1b',
    stripes: '#7f1d1d',
    ink: '#ffffff',
    shows: 'cross',
    sign: '<path d="M4 4l16 16M20 4L4 20"/>',
  },
  none: {
    color: 'light grey',
    field: '#e5e7eb',
    ink: '#000000',
    shows: 'dashed circle',
    sign: '<circle cx="12" cy="12" r="9" stroke-dasharray="3.5 3.5"/>',
  },
  problem: {
    color: 'black',
    field: '#18181b',
    ink: '#ffffff',
    shows: 'warning triangle',
    sign: '<path d="M12 2.5L22.5 21h-21zM12 9v6M12 17.5v1"/>',
  },
};

function css(state: State): string {
  const { field, ink, stripes, sign } = faces[state];
  // As a picture in CSS the sign needs no element of its own, so that Make can choose it by one word.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${ink}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${sign}</svg>`;
  const striped = stripes
    ? `;background-image:repeating-linear-gradient(135deg,${stripes} 0 1.5rem,transparent 1.5rem 3rem)`
    : '';
  return `.${state}{--field:${field};--ink:${ink};background-color:var(--field)${striped}}
.${state} .sign{background-image:url("data:image/svg+xml,${encodeURIComponent(svg)}")}
`;
}

/** The style of some states, for pages whose body has the state as its class. */
export const faceStyle = (
  some: readonly State[] = states,
): string => `${some.map(css).join('')}body{color:var(--ink)}
.sign{width:7rem;height:7rem;margin-bottom:1rem;background:center/contain no-repeat}
.ready .sign{float:inline-start;width:4rem;height:4rem;margin-inline-end:1rem}
.word,h1{font-size:2.5rem;line-height:1.15;margin:0 0 1rem;font-weight:800}
.word:empty{display:none}
.word:not(:empty)+h1{font-size:1.5rem;font-weight:700}
.ready .word{display:flex;align-items:center;min-height:4rem;font-size:1.75rem}
.ready h1{clear:both;margin-bottom:.5rem}
.picture{display:block;width:100%;max-height:9rem;object-fit:cover;border-radius:12px;margin-bottom:1rem}
.text{white-space:pre-line}
.time{font-size:1.375rem;font-weight:700}
.clock{font-size:1.25rem;margin:0 0 1rem}
.clock b{display:block;font-size:4rem;line-height:1.1;font-variant-numeric:tabular-nums}
`;
