// The error bodies PassKit answers with: its gRPC codes and the HTTP status the gateway gives each.

/** An answer other than 200, thrown by a call. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown, message: string) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

const grpc = (status: number, code: number, message: string) =>
  new ApiError(status, { code, message, details: [] }, message);

/** 400, the request itself is wrong. */
export const invalid = (message: string) => grpc(400, 3, message);
/** 400, the request is fine but the object is in the wrong state. */
export const refused = (message: string) => grpc(400, 9, message);
/** 404 for an object, worded as PassKit words it. */
export const missing = (kind: string, key: string, value: string) =>
  grpc(404, 5, `${kind} with ${key}[${value}] does not exist`);
/** 404 for a path that no call has. */
export const unknownPath = () => grpc(404, 5, 'Not Found');
/** 409 for an own id that is taken. */
export const taken = (kind: string, key: string, value: string) =>
  grpc(409, 6, `${kind} with ${key}[${value}] already exists`);
/** 501, the gateway's answer to a known path with another verb. */
export const wrongVerb = () => grpc(501, 12, 'Method Not Allowed');
/** 401: these bodies have no code. */
export const unauthorized = (error: string) => new ApiError(401, { error }, error);
