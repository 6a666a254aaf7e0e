// The fields of a recipe's PassKit steps that the recipe leaves blank, so that the client's staff know what else there is.
import { appliesTo } from '../../operation/field.ts';
import type { Operation } from '../../operation/operation.ts';
import { blueprintShape, everyModule, ownModule } from '../check.ts';
import { type TemplateName, templates } from '../index.ts';
import { operationOf } from '../leftToChoose.ts';
import { table } from '../recipes/markdown.ts';
import { rowMappings } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { type Words, wordsOf } from '../words/index.ts';
import { rowTypes } from '../words/types.ts';
import { codes, type GuideTexts } from './types.ts';

interface Used {
  operation: Operation;
  /** The keys that some module has a value for. */
  given: Set<string>;
  passTypes: Set<string>;
}

/** The actions and searches of scenarios, with what their modules are given. */
function usedIn(scenarios: readonly TemplateName[], settings: Settings): Used[] {
  const used = new Map<string, Used>();
  for (const name of scenarios) {
    for (const module of everyModule(blueprintShape.parse(templates[name](settings)).flow)) {
      const own = ownModule(module);
      const operation = own && operationOf(own);
      if (!operation) continue;
      const one = used.get(operation.key) ?? { operation, given: new Set(), passTypes: new Set() };
      used.set(operation.key, one);
      for (const key of Object.keys(module.mapper ?? {})) one.given.add(key);
      const { passType } = module.mapper ?? {};
      const only = Object.keys(operation.plans);
      for (const type of typeof passType === 'string' && only.includes(passType) ? [passType] : only)
        one.passTypes.add(type);
    }
  }
  return [...used.values()];
}

const chosen = new Set(
  Object.values(rowMappings).flatMap(({ project, variant }): string[] => [...project, ...variant]),
);

/** A row for what every pass type of a step takes, and one for what only some take. */
function rowsOf({ operation, given, passTypes }: Used, { types }: Words, all: string): string[][] {
  const byTypes = new Map<string, string[]>();
  for (const [key, field] of Object.entries(operation.fields)) {
    if (given.has(key) || chosen.has(key) || key === 'passType') continue;
    const takers = rowTypes.filter((type) => passTypes.has(type) && appliesTo(field, type));
    if (takers.length === 0) continue;
    const who = takers.length === passTypes.size ? all : codes(takers.map((type) => types[type]));
    byTypes.set(who, [...(byTypes.get(who) ?? []), `**${field.label}**`]);
  }
  return [...byTypes].map(([who, labels]) => [`**${operation.label}**`, who, labels.join(', ')]);
}

/** The section of a recipe; none where every field is in use. */
export function otherFields(
  scenarios: readonly TemplateName[],
  settings: Settings,
  { more }: GuideTexts,
): string[] {
  const words = wordsOf(settings);
  const rows = usedIn(scenarios, settings).flatMap((used) => rowsOf(used, words, more.all));
  return rows.length > 0 ? [`## ${more.heading}`, more.intro, table(more.head, rows)] : [];
}
