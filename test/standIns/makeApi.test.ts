// The stand-in refuses what Make refuses: without that, the other tests would prove nothing.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { TOKEN } from '../../standIns/makeApi/index.ts';
import { iconFile, openWorkshop, type Workshop } from '../tools/deploy/run.ts';

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
  await workshop.deploy();
});

afterAll(() => workshop.close());

const app = '/passkit-ab1cd/1';
const newModule = {
  name: 'newModule',
  label: 'New',
  description: 'New.',
  typeId: 4,
  moduleInitMode: 'blank',
};
/** A PNG that says it is 256 pixels wide. */
function smaller(png: Buffer): Buffer {
  png.writeUInt32BE(256, 16);
  return png;
}

const json = 'application/json';

test.each<[string, string, string, string, unknown, number]>([
  ['a universal module without subtype', 'POST', `${app}/modules`, json, { ...newModule, typeId: 12 }, 400],
  ['an instant trigger without webhook', 'POST', `${app}/modules`, json, { ...newModule, typeId: 10 }, 400],
  [
    'a connection that does not exist',
    'POST',
    `${app}/modules`,
    json,
    { ...newModule, connection: 'passkit' },
    400,
  ],
  ['a module name with a dash', 'POST', `${app}/modules`, json, { ...newModule, name: 'new-module' }, 400],
  ['a module name of two letters', 'POST', `${app}/modules`, json, { ...newModule, name: 'ab' }, 400],
  ['a name that is taken', 'POST', `${app}/modules`, json, { ...newModule, name: 'getMember' }, 400],
  ['an app name with a capital', 'POST', '', json, { name: 'PassKit' }, 400],
  ['a section that is not JSON', 'PUT', `${app}/base`, 'application/jsonc', '{', 400],
  ['a section as another type', 'PUT', `${app}/base`, 'application/json', '{}', 415],
  ['a section that RPCs do not have', 'PUT', `${app}/rpcs/listTiers/samples`, 'application/jsonc', '{}', 404],
  ['an icon of another size', 'PUT', `${app}/icon`, 'image/png', smaller(readFileSync(iconFile)), 400],
  ['an icon that is no PNG', 'PUT', `${app}/icon`, 'image/png', deflateSync('x'.repeat(99)), 400],
])('%s', async (_what, method, path, contentType, body, status) => {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const response = await fetch(`http://${workshop.make.host}/api/v2/sdk/apps${path}`, {
    method,
    headers: { authorization: `Token ${TOKEN}`, 'content-type': contentType },
    body: isRaw ? body : JSON.stringify(body),
  });
  expect(response.status).toBe(status);
});
