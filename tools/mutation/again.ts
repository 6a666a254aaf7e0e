// Stryker does not try again what it knows. To show the survivors to the tests once more, it must forget them.
import * as z from 'zod';

const results = z.looseObject({
  files: z.record(z.string(), z.looseObject({ mutants: z.array(z.looseObject({ status: z.string() })) })),
});

/** Stryker's incremental file without the mutants that survived. */
export function withoutSurvivors(json: string): string {
  const { files, ...rest } = results.parse(JSON.parse(json));
  for (const file of Object.values(files))
    file.mutants = file.mutants.filter(({ status }) => status !== 'Survived');
  return JSON.stringify({ ...rest, files });
}
