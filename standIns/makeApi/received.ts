// A request as the stand-in for Make's API receives it.

export interface Received {
  method: string;
  /** Behind `/api/v2/sdk/apps`. */
  path: string;
  contentType: string;
  body: Buffer;
}
