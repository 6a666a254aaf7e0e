// What a message of a declaration says: what happened, what became of the data, and what to do next. Messages are written
// in such sentences, so a page can take them apart.

export interface Parts {
  means: string;
  next: string;
}

const isNext =
  /^(Ask|Check|Choose|Clear|Correct|Fill in|If |Keep|Leave|Look|Map|Move|Pick|Reconnect|Reissue|Renew|Run|Set|Take|To |Try|Use|Void|With |Write)/;

/** The sentences of a text. A mark ends one where a capital, a bracket or nothing follows. */
const sentencesIn = (text: string): string[] => text.split(/(?<=[.?!])\]?\s+(?=[A-Z“[])/);

export function partsOf(message: string): Parts {
  const sentences = sentencesIn(message);
  const those = (next: boolean) =>
    sentences.filter((one) => isNext.test(one.replace(/^\[/, '')) === next).join(' ');
  return { means: those(false), next: those(true) };
}
