// A pass as a wallet shows it, front and back, from the record that PassKit holds: whatever its type has of its own.
import { run, runDropdown } from '../operation/run.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import type { PassKind } from '../passes/passKind.ts';
import { firstOutput, lastOutput } from '../passes/values.ts';
import findPass from '../searches/findPass.ts';
import { searches } from '../searches/index.ts';
import type { PassView, Values } from './types.ts';
import type { World } from './world.ts';

/** Statuses that say that a pass is of no more use. */
const ended = ['EXPIRED', 'REDEEMED', 'DELETED', 'INVALIDATED'];

/** The pass of an ID; undefined when PassKit has none. */
export async function passView(world: World, passType: string, id: string): Promise<PassView | undefined> {
  if (!passTypes.some((type) => type === passType)) return otherPass(world, passType, id);
  const kind = kindOf(passType);
  const { demo } = world.sandbox;
  const project = { [kind.project.key]: Reflect.get(demo, kind.project.key) };
  const runtime = { ...world.runtime, now: new Date() };
  const { result } = await world.alone(async () => {
    const [bundle] = await run(findPass, { passType, ...project, id }, runtime);
    return bundle && { bundle, names: await namesOf(kind, bundle, world) };
  });
  if (!result) return undefined;
  const { bundle, names } = result;
  const said = (key: string) => names[key] ?? worded(bundle[key]);
  const own = Object.entries(kind.output).filter(([key]) => key !== kind.project.key && said(key));
  const status = String(bundle.status ?? '');
  const custom =
    typeof bundle.metaData === 'object' && bundle.metaData ? Object.entries(bundle.metaData) : [];
  return {
    passType,
    typeLabel: kind.label,
    organization: 'Demo Coffee',
    title: names[kind.project.key] ?? kind.label,
    name: String(bundle.displayName ?? ''),
    status,
    statusLabel: kind.statuses[status] ?? status.charAt(0) + status.slice(1).toLowerCase(),
    over: ended.includes(status),
    front: [
      ...own.map(([key, { label }]) => ({ label: kind.issueFields[key]?.label ?? label, value: said(key) })),
      ...(bundle.expiryDate ? [{ label: 'Valid until', value: worded(bundle.expiryDate) }] : []),
    ],
    back: [
      ...(['externalId', 'emailAddress', 'mobileNumber', 'created', 'updated'] as const)
        .filter((key) => bundle[key])
        .map((key) => ({ label: firstOutput[key].label, value: worded(bundle[key]), link: false })),
      ...(bundle.redemptionDate
        ? [{ label: lastOutput.redemptionDate.label, value: worded(bundle.redemptionDate), link: false }]
        : []),
      ...custom.map(([label, value]) => ({ label, value: String(value), link: false })),
      { label: firstOutput.passUrl.label, value: String(bundle.passUrl), link: true },
    ],
    barcode: id,
    passUrl: String(bundle.passUrl),
    permanentLink:
      // The recipe of the redemption link: the coupon under the ID of a membership pass.
      passType === 'membership'
        ? `${world.page.origin}/redeem?${new URLSearchParams({ externalId: id, campaignId: demo.campaignId })}`
        : '',
  };
}

/** A pass of a type that has steps of its own, such as a boarding pass: what its search tells, in that order. */
async function otherPass(world: World, passType: string, id: string): Promise<PassView | undefined> {
  const search = searches.find(({ fields, plans }) => passType in plans && 'id' in fields);
  if (!search) return undefined;
  const runtime = { ...world.runtime, now: new Date() };
  const { result } = await world.alone(() => run(search, { id }, runtime));
  const [bundle] = result;
  if (!bundle) return undefined;
  const apart = ['id', 'passType', 'passUrl', 'appleUrl', 'googleUrl', 'displayName', 'forename', 'surname'];
  const told = Object.entries(search.output)
    .filter(([key]) => !apart.includes(key) && worded(bundle[key]))
    .map(([key, { label }]) => ({ label, value: worded(bundle[key]) }));
  const passUrl = String(bundle.passUrl);
  return {
    passType,
    typeLabel: search.noun,
    organization: 'Demo Coffee',
    title: search.noun,
    name: String(bundle.displayName ?? `${bundle.forename ?? ''} ${bundle.surname ?? ''}`).trim(),
    status: '',
    statusLabel: '',
    over: false,
    front: told.slice(0, 6),
    back: [
      ...told.slice(6).map((field) => ({ ...field, link: false })),
      { label: firstOutput.passUrl.label, value: passUrl, link: true },
    ],
    barcode: id,
    passUrl,
    permanentLink: '',
  };
}

/** The names of what a bundle names by ID: its project and what its type was chosen from. */
async function namesOf(kind: PassKind, bundle: Values, { runtime, sandbox }: World) {
  const names: Record<string, string> = {};
  const input = { ...sandbox.demo, ...bundle, passType: kind.passType };
  for (const [key, field] of Object.entries({
    [kind.project.key]: kind.project.field,
    ...kind.issueFields,
  })) {
    const list = dropdownOf(field.dropdown);
    if (!list || !bundle[key]) continue;
    const items = await runDropdown(list, input, 0, runtime);
    const name = items.find(({ id }) => id === bundle[key])?.name;
    if (name) names[key] = name;
  }
  return names;
}

/** A value as a pass shows it: times in words, everything else as it is. */
function worded(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  const text = String(value);
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return text;
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/London',
  }).format(new Date(text));
}
