// The parts of the app that are one content each: base, groups, readme and icon.
import type { Make } from '@makehq/sdk';
import type { DeployPlan } from './changes.ts';
import { ifThere, sameSection, sameText } from './compare.ts';
import { appOf, type Target } from './kinds.ts';
import type { Project } from './project.ts';

export interface WantedApp extends Project {
  icon: Uint8Array;
}

interface WholePart {
  area: string;
  subject: string;
  isSame(): Promise<boolean>;
  send(): Promise<unknown>;
}

/** The four parts, with how each is compared and sent. */
export function wholeParts(
  { sdk: { apps } }: Make,
  target: Target,
  { base, groups, readme, icon }: WantedApp,
) {
  const section = (area: string, name: 'base' | 'groups', text: string): WholePart => ({
    area,
    subject: name,
    isSame: async () => sameSection(await ifThere(apps.getSection(...appOf(target), name)), text),
    send: () => apps.setSection(...appOf(target), name, text),
  });
  const readmePart: WholePart = {
    area: 'Presentation',
    subject: 'readme',
    isSame: async () => sameText(await ifThere(apps.getDocs(...appOf(target))), readme),
    send: () => apps.setDocs(...appOf(target), readme),
  };
  const iconPart: WholePart = {
    area: 'Presentation',
    subject: 'icon',
    isSame: async () => {
      const bytes = await ifThere(apps.getIcon(...appOf(target)));
      return bytes instanceof ArrayBuffer && Buffer.from(bytes).equals(icon);
    },
    send: () => apps.setIcon(...appOf(target), icon),
  };
  return {
    base: section('App', 'base', base),
    groups: section('Presentation', 'groups', groups),
    readme: readmePart,
    icon: iconPart,
  };
}

/** The plan for one of them. Without an app on Make there is nothing to compare with. */
export async function planWhole(
  { area, subject, isSame, send }: WholePart,
  hasApp: boolean,
): Promise<DeployPlan> {
  if (hasApp && (await isSame())) return { changes: [], unchanged: 1, strangers: [] };
  const action = hasApp ? 'update' : 'create';
  return {
    changes: [{ area, action, subject, calls: [{ part: '', send }] }],
    unchanged: 0,
    strangers: [],
  };
}
