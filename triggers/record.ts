// A pass as a list shows it, as the bundle of a trigger: for samples, and for polling.
import { orElse, ref, text } from '../operation/expression.ts';
import type { Bundle } from '../operation/operation.ts';
import { recordBundle } from '../passes/bundle.ts';
import type { PassKind } from '../passes/passKind.ts';
import type { PassRecord } from '../passkit/objects.ts';

/**
 * The bundle of a record: as if `event` had happened to it when it was last changed, or created.
 * The ID of an update holds its time, so that every later update of the same pass has another one.
 */
export function recordEvent(kind: PassKind, event: string, by: 'created' | 'updated'): Bundle {
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
