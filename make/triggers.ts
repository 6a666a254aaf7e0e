// The triggers of the Make app: one module for all events of a pass, and two that look again and again.
import { pollingTriggers } from '../triggers/index.ts';
import { polling } from './polling.ts';
import { described, type MakeTrigger } from './trigger.ts';

const instant: MakeTrigger = {
  name: 'watchPassEvents',
  label: 'Watch pass events',
  description: 'Triggers when a pass is issued, installed, changed, removed, expired, deleted or redeemed.',
  moduleType: 'instant_trigger',
  code: {
    communication: {},
    staticParams: [],
    mappableParams: [],
    ...described('PASS_EVENT_RECORD_UPDATED'),
  },
};

export const triggers: readonly MakeTrigger[] = [instant, ...pollingTriggers.map(polling)];
