// Set Pass Image: a picture of its own on one pass, in place of the one in the design.
import { equal, filled, mergeMaps, not, now, orElse, ref, when } from '../operation/expression.ts';
import { type Fields, fieldsByType, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call, find, halt, value, values } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { passNameFields, passNotFound, passTypeField, projectsUnlessId } from '../passes/commonInputs.ts';
import { perPassType } from '../passes/kinds.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { imageIds } from '../passkit/objects.ts';

/** PassKit's slots for pictures that passes show. */
const slots = {
  strip: 'Strip',
  hero: 'Hero',
  thumbnail: 'Thumbnail',
  background: 'Background',
  logo: 'Logo',
  appleLogo: 'Apple Logo',
  wideLogo: 'Wide Logo',
  icon: 'Icon',
  eventStrip: 'Event Strip',
  footer: 'Footer',
} as const;

const picture = {
  imageSlot: {
    type: 'choice',
    label: 'Image Slot',
    required: true,
    help: 'Where the picture goes. Which slots show depends on the design: strip and thumbnail on Apple, hero on Google.',
    choices: Object.entries(slots).map(([slot, label]) => ({ value: slot, label })),
  },
  imageUrl: {
    type: 'url',
    label: 'Image URL',
    required: true,
    help: 'A public link to the picture. PassKit fetches it once.',
  },
} satisfies Fields;
const input = inputsOf({ ...picture, ...passNameFields });

const names = Object.keys(slots);
/** Something under the name of the slot that was chosen. */
const inSlot = <T>(made: (slot: string) => T) =>
  Object.fromEntries(names.map((slot) => [slot, made(slot)] as const));

export default operation({
  kind: 'create',
  key: 'set_pass_image',
  noun: 'Pass Image',
  label: 'Set Pass Image',
  description: 'Sets a picture on one pass, in place of the one in its design.',
  group: 'Passes',
  fields: { passType: passTypeField(), ...picture, ...fieldsByType(projectsUnlessId()), ...passNameFields },
  plans: perPassType((kind) => {
    const existing = find('existing', kind.lookup, {
      by: { id: input.id, externalId: input.externalId },
      project: ref('input', kind.project.key),
      missing: passNotFound(kind),
    });
    const was = existing.result;
    const created = call(
      'created',
      {
        effect: 'adds',
        method: 'POST',
        path: '/images',
        body: {
          name: orElse(was.id, input.id),
          imageData: mergeMaps(
            undefined,
            inSlot((slot) => when(equal(input.imageSlot, slot), input.imageUrl)),
          ),
        },
        answer: imageIds,
      },
      // A picture that no pass shows is seen by nobody.
      { repeatable: true },
    );
    const ids = values(
      'ids',
      inSlot((slot) => when(equal(input.imageSlot, slot), ref<string>('result', 'created', slot))),
    );
    const id = orElse(...names.map((slot) => ref<string>('result', 'ids', slot)));
    // PassKit may replace all that a pass has of its own, so it is sent complete.
    const images = value(
      'images',
      mergeMaps(
        was.passOverrides.imageIds,
        inSlot((slot) => ref<string>('result', 'ids', slot)),
      ),
    );
    const updated = call(
      'updated',
      kind.override(was, mergeMaps(was.passOverrides, { imageIds: images.result })),
    );
    const pass = values('pass', { ...kind.view(was), updated: now });
    return {
      steps: [
        existing,
        created,
        ids,
        halt(
          'no_image',
          not(filled(id)),
          'PassKit took the picture and named no ID for it. The pass is as it was. Try another picture.',
        ),
        images,
        updated,
        pass,
      ],
      result: { ...passBundle(kind.passType, pass), outcome: 'updated' },
    };
  }),
  output: actionOutput,
  sample: actionSample(sampleOf('membership'), 'updated'),
});
