// The connection to Make: the official SDK with repeats.
import { setTimeout as sleep } from 'node:timers/promises';
import { Make, MakeError } from '@makehq/sdk';

/** How often a request is sent again. Plans of Make allow from 60 requests a minute, so a refusal may last one. */
const retries = { rateLimit: 7, serverError: 3 };

export interface ConnectOptions {
  protocol?: 'http' | 'https';
  /** Milliseconds before the first repetition; it doubles each time. */
  baseDelay?: number;
  /** Hears how many milliseconds the run waits before it sends a request again. */
  onWait?: (milliseconds: number) => void;
}

class RetryingMake extends Make {
  readonly #serverErrors: number;
  readonly #onWait: ConnectOptions['onWait'];

  constructor(token: string, host: string, options: ConnectOptions, serverErrors: number) {
    const { protocol = 'https', baseDelay = 1000, onWait } = options;
    super(token, host, { retry: { maxRetries: retries.rateLimit, baseDelay, maxDelay: 30_000 } });
    this.protocol = protocol;
    this.#serverErrors = serverErrors;
    this.#onWait = onWait;
  }

  protected override shouldRetry(statusCode: number, attempt: number): boolean {
    if (statusCode === 429) return attempt < retries.rateLimit;
    return statusCode >= 500 && attempt < this.#serverErrors;
  }

  protected override sleep(milliseconds: number): Promise<void> {
    this.#onWait?.(milliseconds);
    return super.sleep(milliseconds);
  }
}

export interface Client {
  make: Make;
  /** Creates something under a name or label of its own: `find` looks for it on Make. */
  createOnce<T>(create: (make: Make) => Promise<T>, find: () => Promise<T | undefined>): Promise<T>;
}

/** Connects to the zone at this host. No request is sent before the first call. */
export function connectToMake(token: string, host: string, options: ConnectOptions = {}): Client {
  const once = new RetryingMake(token, host, options, 0);
  return {
    make: new RetryingMake(token, host, options, retries.serverError),
    // After a server error Make may have created it all the same, and a second try would make a second one.
    async createOnce(create, find) {
      for (let attempt = 0; ; attempt++) {
        try {
          return await create(once);
        } catch (error) {
          const unsure = error instanceof MakeError && (error.statusCode ?? 0) >= 500;
          if (!unsure || attempt === retries.serverError) throw error;
          await sleep((options.baseDelay ?? 1000) * 2 ** attempt);
          const found = await find();
          if (found !== undefined) return found;
        }
      }
    },
  };
}
