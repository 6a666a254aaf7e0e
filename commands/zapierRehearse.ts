// `npm run zapier:rehearse`: runs `npm run zapier:push` to its end against a stand-in for Zapier, without an account.
// Fails unless the stand-in was sent build/build.zip and build/source.zip, for the app registered in .zapierapprc.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };

const id = 4711;
const registered = { id, title: 'PassKit', description: 'x', app_category: 'x', intention: 'x', role: 'x' };
const none = { total_failures: 0 };
const uploads: unknown[] = [];

const zapier = createServer(async (request, response) => {
  const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
  if (request.headers['x-deploy-key'] !== 'rehearsal') return answer(401, { errors: ['No such key.'] });
  const api = '/api/platform/cli';
  switch (`${request.method} ${request.url}`) {
    case `GET ${api}/apps/${id}`:
      return answer(200, registered);
    case `POST ${api}/check`:
      return answer(200, { errors: none, warnings: none });
    case `PUT ${api}/apps/${id}/versions/${packageJson.version}`:
      uploads.push(await json(request));
      return answer(200, {});
    default:
      return answer(404, { errors: [`The stand-in knows no ${request.method} ${request.url}.`] });
  }
}).listen(0, '127.0.0.1');
await once(zapier, 'listening');
const address = zapier.address();
const port = typeof address === 'object' ? address?.port : '';

const folder = mkdtempSync(join(tmpdir(), 'passkit-rehearse-'));
const appFile = join(folder, '.zapierapprc');
// As `zapier-platform register` leaves it.
writeFileSync(
  appFile,
  JSON.stringify({ ...JSON.parse(readFileSync('.zapierapprc', 'utf8')), id, key: 'App4711' }),
);

const push = spawn('npm', ['run', '--silent', 'zapier:push'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: {
    ...process.env,
    DISABLE_ZAPIER_ANALYTICS: '1',
    ZAPIER_BASE_ENDPOINT: `http://127.0.0.1:${port}`,
    ZAPIER_CURRENT_APP_FILE: appFile,
    ZAPIER_DEPLOY_KEY: 'rehearsal',
  },
});
const [code] = await once(push, 'close');
zapier.close();
rmSync(folder, { recursive: true, force: true });

const base64 = (name: string) => readFileSync(`build/${name}`, 'base64');
const wanted = {
  zip_file: base64('build.zip'),
  source_zip_file: base64('source.zip'),
  skip_validation: false,
};
const good = code === 0 && isDeepStrictEqual(uploads, [wanted]);
console.log(
  good ? 'The stand-in for Zapier was sent both archives.' : 'The stand-in was not sent the archives.',
);
process.exitCode = good ? 0 : 1;
