// The PassKit connection as commands take it: from environment variables.
import { type Connection, parseConnection } from './connection.ts';
import { type Hosts, hostsOf } from './regions.ts';

/** A connection with where it leads, or everything that is wrong with the variables; each problem names its own. */
export type PassKitEnvironment =
  | { connection: Connection; hosts: Hosts; problems?: never }
  | { problems: readonly string[] };

/**
 * Reads PASSKIT_REGION, PASSKIT_API_KEY and PASSKIT_API_SECRET or PASSKIT_API_TOKEN, and PASSKIT_API_URL. Blank is
 * missing. Of several malformed credentials the first is named; no problem repeats a credential.
 */
export function passKitIn(env: Record<string, string | undefined>): PassKitEnvironment {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(named(error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  };
  const given = env.PASSKIT_REGION?.trim();
  const region = given === 'pub1' || given === 'pub2' ? given : undefined;
  if (!region) problems.push('PASSKIT_REGION must be pub1 (Europe) or pub2 (United States).');
  const connection = attempt(() =>
    parseConnection({
      region: region ?? 'pub1',
      apiKey: env.PASSKIT_API_KEY,
      apiSecret: env.PASSKIT_API_SECRET,
      apiToken: env.PASSKIT_API_TOKEN,
    }),
  );
  const hosts = attempt(() => hostsOf(region ?? 'pub1', env.PASSKIT_API_URL?.trim()));
  return region && connection && hosts ? { connection, hosts } : { problems };
}

/** A message about a field of the connection, with the variable's name in place of the field's. */
const named = (message: string) =>
  message
    .replaceAll('API Key', 'PASSKIT_API_KEY')
    .replaceAll('API Secret', 'PASSKIT_API_SECRET')
    .replaceAll('Long-Lived Token', 'PASSKIT_API_TOKEN');
