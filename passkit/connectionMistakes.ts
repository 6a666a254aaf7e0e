// What can be wrong with the credentials somebody typed, whatever PassKit says of them: the words of every platform.

/** How a platform writes a label. */
export type Naming = (label: string) => string;

/** The sentences, by which credentials are there. */
export const connectionMistakes = {
  both: (name: Naming) =>
    `Fill in either ${name('API Key')} and ${name('API Secret')}, or the ${name('Long-Lived Token')}, not both.`,
  noSecret: (name: Naming) =>
    `${name('API Secret')} is missing. It stands beside the ${name('API Key')} in Settings > Developer Tools.`,
  noKey: (name: Naming) =>
    `${name('API Key')} is missing. It stands beside the ${name('API Secret')} in Settings > Developer Tools.`,
  none: (name: Naming) =>
    `Fill in ${name('API Key')} and ${name('API Secret')}, or a ${name('Long-Lived Token')}.`,
};
