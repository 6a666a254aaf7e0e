// The passes of a project as a trigger looks at them, for samples and for polling: a pass of a list is told as an event.
import { orElse, ref, text } from '../operation/expression.ts';
import type { Bundle } from '../operation/operation.ts';
import type { Watched } from '../operation/trigger.ts';
import { recordBundle } from '../passes/bundle.ts';
import { anyPassName } from '../passes/dropdowns.ts';
import type { PassKind } from '../passes/passKind.ts';
import type { PassRecord } from '../passkit/objects.ts';

/**
 * The bundle of a record: as if `event` had happened to it when it was last changed, or created.
 * The ID of an update holds its time, so that every later update of the same pass has another one.
 */
function recordEvent(kind: PassKind, event: string, by: 'created' | 'updated'): Bundle {
  const record = ref<PassRecord>('item');
  const time = by === 'created' ? record.created : orElse(record.updated, record.created);
  return {
    ...recordBundle(kind, record),
    passId: record.id,
    event: text`${event}`,
    occurredAt: time,
    id: by === 'created' ? record.id : text`${record.id}-${time}`,
  };
}

/** The list of the passes of a project, each as `recordEvent` has it. */
export const watchedPasses = (kind: PassKind, event: string, by: 'created' | 'updated'): Watched => ({
  list: kind.lookup.list(ref('input', kind.project.key)),
  bundle: recordEvent(kind, event, by),
  name: anyPassName(ref<PassRecord>('item')),
});
