// A scenario in the client's language, under the client's name.
import type { Json } from '../make/iml.ts';
import { blueprint, type Step } from './blueprint.ts';
import type { Settings } from './settings.ts';
import { type Words, wordsOf } from './words/index.ts';
import type { Title } from './words/types.ts';

export function scenario(
  settings: Settings,
  title: Title,
  flow: (words: Words) => readonly Step[],
  sequential = false,
): Json {
  const words = wordsOf(settings);
  const { title: said, description } = words.scenarios[title];
  return blueprint(`${settings.client}: ${said}`, description, flow(words), sequential);
}
