// How far a run is: a bar on a terminal, otherwise a plain line from time to time.
import cliProgress from 'cli-progress';
import { countOfRows } from './tally.ts';

export interface Progress {
  /** `size` and `done` are bytes of the file; `rows` are those done in earlier runs. */
  start(size: number, done: number, rows: number): void;
  row(done: number): void;
  /** Something that the user may want to know while it runs. */
  note(text: string): void;
  stop(): void;
}

const everySeconds = 10;

/** Shows progress on a stream such as process.stderr. */
export function showProgress(stream: NodeJS.WritableStream & { isTTY?: boolean }): Progress {
  const terminal = stream.isTTY === true;
  const run = { size: 0, done: 0, rows: 0, earlier: 0, from: 0, since: 0 };
  let note = '';
  let timer: NodeJS.Timeout | undefined;
  const figures = () => {
    const seconds = Math.max(0.001, (performance.now() - run.since) / 1000);
    const rate = (run.rows - run.earlier) / seconds;
    const left = ((run.size - run.done) / Math.max(1, run.done - run.from)) * seconds;
    const ahead = run.done > run.from ? `, ${duration(left)} left` : '';
    return `${countOfRows(run.rows)}, ${rate.toFixed(rate < 10 ? 1 : 0)} rows/s${ahead}`;
  };
  const bar = new cliProgress.SingleBar({
    stream,
    format: (options, { progress }) =>
      `${cliProgress.Format.BarFormat(progress, options)} ${percent(run.done, run.size)} % | ${figures()}${note}`,
    barCompleteChar: '=',
    barIncompleteChar: '-',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    start(size, done, rows) {
      Object.assign(run, { size, done, rows, earlier: rows, from: done, since: performance.now() });
      if (terminal) bar.start(size, done);
      else {
        const line = () => stream.write(`${percent(run.done, run.size)} %, ${figures()}\n`);
        timer = setInterval(line, everySeconds * 1000).unref();
      }
    },
    row(done) {
      run.done = done;
      run.rows++;
      note = '';
      if (terminal) bar.update(done);
    },
    note(text) {
      if (terminal && bar.isActive) note = ` | ${text}`;
      else stream.write(`${text}\n`);
    },
    stop() {
      clearInterval(timer);
      if (terminal) bar.stop();
    },
  };
}

const percent = (done: number, size: number) => Math.floor((100 * done) / Math.max(1, size));

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
