// Asks for the token on the terminal without showing what is typed.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The line that is typed or pasted. Ctrl+C ends the program. */
export async function askToken(): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  terminal.on('SIGINT', () => {
    process.stderr.write('\n');
    process.exit(130);
  });
  process.stderr.write('Token of Make (it is not shown): ');
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
