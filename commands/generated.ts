// Generated files: what the build commands write, and the check commands compare.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileReason } from '../coupons/outcomes.ts';

/** Contents by path. */
export type GeneratedFiles = Readonly<Record<string, string>>;

/** Writes the files, and the folders they need. Throws an Error that says which cannot be written. */
export function writeGenerated(files: GeneratedFiles): void {
  for (const [path, content] of Object.entries(files)) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    } catch (error) {
      throw new Error(`${path} cannot be written: ${fileReason(error)}.`);
    }
  }
}

/** The paths of every file below a folder; none when there is no folder. */
export const filesIn = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));

/** The paths where the disk has something else than the files, or nothing; `onDisk` are those that might be too many. */
export const staleFiles = (files: GeneratedFiles, onDisk: readonly string[] = []): string[] =>
  [...new Set([...onDisk, ...Object.keys(files)])].filter(
    (path) => !existsSync(path) || readFileSync(path, 'utf8') !== files[path],
  );

/** The files in a folder. */
export const inFolder = (folder: string, files: GeneratedFiles): GeneratedFiles =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
