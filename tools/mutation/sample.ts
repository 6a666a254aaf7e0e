// Trying every fault takes hours. A sample tells the share within a few points in a fraction of that.

/** One fault in how many is tried; `npm run mutate` sets it. */
export const oneIn = Number(process.env.MUTATION_SAMPLE ?? 1);

/** Whether a mutant belongs to the sample, by Stryker's number of it. */
export const inSample = (id: string): boolean => Number(id) % oneIn === 0;
