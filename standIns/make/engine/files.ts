// The files of an app, as the engine takes them.

/** JSON text or Markdown, by the path below the folder of the app. */
export type AppFiles = Readonly<Record<string, string>>;
