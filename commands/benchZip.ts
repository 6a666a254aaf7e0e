// Builds what would be pushed to Zapier and tells its size.
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The size of build/build.zip, made anew; or, in words, that it could not be made. */
export async function zipSize(): Promise<string> {
  const started = Date.now();
  const build = ['zapier-platform', 'build', '--skip-validation', '--skip-dep-install'];
  try {
    await promisify(execFile)('npx', build, {
      env: { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' },
      shell: process.platform === 'win32',
    });
    const { size, mtimeMs } = await stat('build/build.zip');
    if (mtimeMs < started) throw new Error('an old zip was left in place');
    return `${Math.round(size / 1024)} KB`;
  } catch (error) {
    return `no zip: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}
