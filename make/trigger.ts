// What the triggers of the Make app have in common.
import { triggerOutput, triggerSample } from '../triggers/delivery.ts';
import type { Json } from './iml.ts';
import { interfaceOf } from './parameters.ts';

export interface MakeTrigger {
  name: string;
  label: string;
  description: string;
  moduleType: 'instant_trigger' | 'trigger';
  code: Record<string, Json>;
}

/** The parts that every trigger has: its interface, and a sample of the event. */
export const described = (event: string): Record<string, Json> => ({
  interface: interfaceOf(triggerOutput, 'rpc://projectFields'),
  samples: JSON.parse(JSON.stringify(triggerSample(event))),
  scope: [],
});
