// What the triggers of the Make app have in common.
import type { OutputField } from '../operation/operation.ts';
import type { Json } from './iml.ts';
import { interfaceOf } from './parameters.ts';

export interface MakeTrigger {
  name: string;
  label: string;
  description: string;
  moduleType: 'instant_trigger' | 'trigger';
  code: Record<string, Json>;
}

/** The parts that every trigger has: its interface, and a sample. */
export const described = (
  output: Record<string, OutputField>,
  sample: Record<string, unknown>,
): Record<string, Json> => ({
  interface: interfaceOf(output, 'rpc://projectFields'),
  samples: JSON.parse(JSON.stringify(sample)),
  scope: [],
});
