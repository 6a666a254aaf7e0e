// The two ways a run ends badly in this MODEL of Make's engine (written from its documentation, it is not Make):
// the error a user of Make would see, and a refusal of the model itself.

/** An error as Make shows it: `type` is one of Make's error types, or ValidationError for a parameter. */
export class MakeError extends Error {
  readonly type: string;
  readonly statusCode: number | undefined;

  constructor(type: string, message: string, statusCode?: number) {
    super(message);
    this.name = 'MakeError';
    this.type = type;
    this.statusCode = statusCode;
  }
}

/** The app does something Make forbids, or something the sources do not settle: a test must not pass on it. */
export class ModelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ModelError';
  }
}
