// `npm run coupons`: coupons for every member of a CSV, and the CSV for PassKit's own import. Here is the process only:
// its signals, its streams, its exit code.
import { couponsCommand } from '../coupons/command.ts';
import { Interrupted } from '../coupons/outcomes.ts';

const { signal: interrupted, interrupt } = interruption();

/** A signal that aborts with the first Ctrl-C or SIGTERM; the second Ctrl-C ends the process. */
function interruption() {
  const controller = new AbortController();
  let since = 0;
  const interrupt = (name: 'SIGINT' | 'SIGTERM') => {
    // npm passes a Ctrl-C on that the terminal has sent already.
    if (controller.signal.aborted && performance.now() - since < 500) return;
    if (controller.signal.aborted) process.exit(new Interrupted(name).exitCode);
    since = performance.now();
    controller.abort(new Interrupted(name));
    process.stderr.write('\nStopping after the rows in work. Press Ctrl-C again to end at once.\n');
  };
  return { signal: controller.signal, interrupt };
}

process.on('SIGINT', () => interrupt('SIGINT'));
process.on('SIGTERM', () => interrupt('SIGTERM'));
// Whoever reads the summary may be gone; the result is in the file.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const { env, stdout, stderr } = process;
process.exitCode = await couponsCommand(process.argv.slice(2), { env, stdout, stderr, interrupted });
