// What is made when it is first needed. Loading an app needs no schema, and a run needs few of them: zod’s own z.lazy puts one off
// that is handed on, and this one that is part of others.

/** A function that makes something at its first call, and answers with the same ever after. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
