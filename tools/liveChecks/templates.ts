// Live checks of templates and the custom fields they name.
import { send } from '../../operation/run.ts';
import { template } from '../../passkit/objects.ts';
import { type Checks, onAll, onMembersAndCoupons } from './check.ts';
import { finding, need, show } from './finding.ts';
import { kindFiles } from './paths.ts';
import type { Trial } from './trial.ts';

/** The fields of the template behind the trial's tier, offer or ticket type. */
async function dataFields(trial: Trial) {
  const { call: readVariant, templateKey } = trial.kind.template;
  const templateId = (await send(readVariant, trial.project, trial.runtime))[templateKey];
  if (!templateId) throw new Error('the tier, offer or ticket type names no template');
  const call = {
    effect: 'reads',
    method: 'GET',
    path: '/template/data/{id}',
    params: { id: templateId },
    answer: template,
  } as const;
  return (await send(call, {}, trial.runtime)).template.data.dataFields;
}

export const metaFields = async (trial: Trial) =>
  (await dataFields(trial)).filter(({ fieldType }) => fieldType === 'META');

const noCustomFields = 'the template has no custom fields';

export const templates: Checks = {
  'template-fields': {
    assumption:
      'The variant names its template, whose custom fields have the type META and names that begin with `meta.`.',
    where: ['passes/customFields.ts', ...kindFiles],
    settles:
      'GET /members/tier/{programId}/{tierId}, GET /coupon/singleUse/offer/{id}, GET /eventTickets/ticketType/id/{id}, GET /template/data/{id}',
    run: onAll(async (trial) => {
      const fields = await dataFields(trial);
      const meta = fields.filter(({ fieldType }) => fieldType === 'META');
      const named = fields.filter(({ uniqueName }) => uniqueName?.startsWith('meta.'));
      need(meta.length + named.length > 0, noCustomFields);
      return finding(show(meta) === show(named), `${meta.length} are META, ${named.length} are named meta.…`);
    }),
  },
  'custom-field-names': {
    assumption:
      'Names of custom fields can be Zapier input keys: Zapier takes a double underscore for a nested value.',
    where: ['zapier/fields.ts', 'operation/input.ts'],
    settles: 'GET /template/data/{id}',
    run: onAll(async (trial) => {
      const names = (await metaFields(trial)).map(({ uniqueName }) => uniqueName ?? '');
      need(names.length > 0, noCustomFields);
      const odd = names.filter((name) => !/^meta\.\w+$/.test(name) || name.includes('__'));
      return finding(
        odd.length === 0,
        `names that are plain: ${names.length}`,
        `not plain: ${odd.join(', ')}`,
      );
    }),
  },
  'meta-keys': {
    assumption:
      'The names of the custom fields in use in a project come with or without `meta.`, and are those of its templates.',
    where: ['passes/customFields.ts'],
    settles: 'GET /members/member/meta/{programId}, GET /coupon/singleUse/campaign/meta/{campaignId}',
    run: onMembersAndCoupons(async (trial) => {
      const { metaKeys } = trial.kind;
      const used = metaKeys ? (await send(metaKeys, trial.project, trial.runtime)).response : [];
      const known = (await metaFields(trial)).map(({ uniqueName }) => uniqueName);
      need(used.length > 0 && known.length > 0, `PassKit names ${used.length}, the template ${known.length}`);
      const same = used.filter((name) => known.includes(name) || known.includes(`meta.${name}`));
      return finding(same.length > 0, `PassKit names ${used.join(', ')}`);
    }),
  },
};
