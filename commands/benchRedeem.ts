// `npm run bench:redeem`: the redemption page under load, beside the same server where it need not ask PassKit and
// where PassKit answers without HTTP. The load comes from this process; the page and each PassKit have their own.
// The aim is measured on a PassKit that only replays the sandbox's answers: the sandbox checks and works, and on a
// machine with few cores its time would be taken for the page's. The rows of the sandbox show how much that is.
import autocannon, { type Options, type Result } from 'autocannon';
import pc from 'picocolors';
import { startStage } from './benchRedeemStage.ts';

const connections = 20;
const rounds = 5;
const seconds = 2;
const opened = 100;
const taps = 2_000;

/** Opening with PassKit over HTTP reaches at least this part of the same page with PassKit answered in process. */
const aim = 0.7;

interface Row {
  label: string;
  expected: '2xx' | '3xx' | '4xx';
  results: Result[];
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Prints the medians of a row, and answers with its requests a second. */
function report({ label, expected, results }: Row): number {
  const middle = (figure: (result: Result) => number) => median(results.map(figure));
  const sum = (figure: (result: Result) => number) =>
    results.reduce((all, result) => all + figure(result), 0);
  const perSecond = middle(({ requests, duration }) => requests.total / duration);
  const figures = `${perSecond.toFixed(0).padStart(7)} requests/s   p99 ${middle(({ latency }) => latency.p99)
    .toFixed(0)
    .padStart(4)} ms`;
  const more = `median ${middle(({ latency }) => latency.p50)} ms, n = ${sum(({ requests }) => requests.total)}`;
  console.log(`  ${label.padEnd(44)}${figures}   ${pc.dim(more)}`);
  const wrong = sum((result) => result.errors + result.requests.total - result[expected]);
  if (wrong > 0) {
    console.log(pc.red(`  ✗ ${wrong} broken connections or other answers`));
    process.exitCode = 1;
  }
  return perSecond;
}

const stage = await startStage(taps, opened);
try {
  const { inProcess, overHttp, onSandbox, links } = stage;
  const requests = links.slice(0, opened).map((path) => ({ path }));
  const row = (label: string, load: Options, expected: Row['expected'] = '2xx') => ({
    ...{ label, load, expected },
    results: [] as Result[],
  });
  const rows = {
    health: row('no PassKit, no page: GET /health', { url: `${overHttp}/health` }),
    plain: row(
      'no PassKit: GET /redeem, unknown campaign',
      { url: `${overHttp}/redeem?externalId=x&campaignId=unknown` },
      '4xx',
    ),
    inProcess: row('open a link, PassKit in process', { url: inProcess, requests }),
    overHttp: row('open a link, PassKit over HTTP', { url: overHttp, requests }),
    onSandbox: row('open a link, the sandbox over HTTP', { url: onSandbox, requests }),
  };
  // They take turns, so that what else the machine does meets all of them. The first turn only warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const { load, results } of Object.values(rows)) {
      const result = await autocannon({ ...load, connections, duration: seconds });
      if (round > 0) results.push(result);
    }
  }
  const tapped = await tap(onSandbox, links);

  console.log(pc.bold(`\nThe redemption page with ${connections} connections, medians of ${rounds} rounds`));
  report(rows.health);
  const plain = report(rows.plain);
  const local = report(rows.inProcess);
  const remote = report(rows.overHttp);
  report(rows.onSandbox);
  report({ label: 'tap on the sandbox, each another coupon', expected: '3xx', results: [tapped] });

  const percent = (whole: number) => `${Math.round((remote / whole) * 100)} %`;
  const good = remote >= aim * local;
  const verdict = good ? pc.green(`aim ${aim * 100} %`) : pc.red(`✗ aim ${aim * 100} %`);
  console.log(
    `\n  Opening a link with PassKit over HTTP is ${percent(plain)} of the page that needs no PassKit,`,
  );
  console.log(`  and ${percent(local)} of the same page with PassKit answered in process; ${verdict}`);
  if (!good) process.exitCode = 1;
} finally {
  stage.close();
}

/** Taps the button of every coupon once. */
async function tap(page: string, links: string[]): Promise<Result> {
  const forms: string[] = [];
  for (const link of links) {
    const text = await (await fetch(`${page}${link}`)).text();
    forms.push(/name="token" value="([^"]+)"/.exec(text)?.[1] ?? '');
  }
  let next = 0;
  const form = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    setupRequest: (request: autocannon.Request) => {
      const n = next++ % links.length;
      return { ...request, path: links[n], body: `token=${encodeURIComponent(forms[n] ?? '')}` };
    },
  } as const;
  return autocannon({ url: page, connections, amount: links.length, requests: [form] });
}
