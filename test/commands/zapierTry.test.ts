// Protects the trial of build.zip: an archive that would fail on Zapier does not pass it. That the real one passes is
// what `npm run zapier:build` shows.
import { strToU8, zipSync } from 'fflate';
import { definitionOfSources, tryZapierZip } from '../../commands/zapierTry.ts';
import packageJson from '../../package.json' with { type: 'json' };

const definition = { version: '1.0.0' };

/** An archive with the one file Zapier starts. */
const archive = (wrapper: string) =>
  zipSync({ 'package.json': strToU8('{"type":"module"}'), 'zapierwrapper.js': strToU8(wrapper) });

/** An archive that answers so when it is asked for its definition, and so to everything else. */
const answering = (defined: unknown, other: unknown) =>
  archive(`export const handler = async ({ command }) =>
    ({ results: command === 'definition' ? ${JSON.stringify(defined)} : ${JSON.stringify(other)} });`);

test.each([
  ['with another definition', answering({ version: '0.9.0' }, []), 'gives another definition'],
  ['that Zapier’s schema refuses', answering(definition, ['wrong']), 'refuses the zip: ["wrong"]'],
  ['whose action does nothing', answering(definition, []), 'issued no pass'],
  ['that lacks a module', archive("import 'lodash';"), "Cannot find package 'lodash'"],
  ['without the file Zapier starts', zipSync({}), 'zapierwrapper.js'],
])('an archive %s is refused', async (_which, zip, message) => {
  await expect(tryZapierZip(zip, definition)).rejects.toThrow(message);
});

test('the definition it is held to is that of the sources', async () => {
  expect(await definitionOfSources()).toMatchObject({
    version: packageJson.version,
    creates: { issue_pass: { key: 'issue_pass' } },
  });
});
