// The parts a component is made of: their name in makecomapp.json (code files) and in Make's API (sections).
import type {
  SDKConnectionSectionType,
  SDKModuleSectionType,
  SDKRPCSectionType,
  SDKWebhookSectionType,
} from '@makehq/sdk';

/** The sections that each kind of component may have. The SDK's type forgets `update`. */
export interface SectionsOf {
  connection: SDKConnectionSectionType;
  rpc: SDKRPCSectionType;
  webhook: SDKWebhookSectionType | 'update';
  module: SDKModuleSectionType;
}

export type Kind = keyof SectionsOf;

/** The section of each code file. */
export const sectionOf = {
  connection: {
    communication: 'api',
    params: 'parameters',
    scopeList: 'scopes',
    defaultScope: 'scope',
    installSpec: 'installSpec',
    installDirectives: 'install',
  },
  rpc: { communication: 'api', params: 'parameters' },
  webhook: {
    communication: 'api',
    params: 'parameters',
    attach: 'attach',
    detach: 'detach',
    update: 'update',
    requiredScope: 'scope',
  },
  module: {
    communication: 'api',
    epoch: 'epoch',
    staticParams: 'parameters',
    mappableParams: 'expect',
    interface: 'interface',
    samples: 'samples',
    scope: 'scope',
  },
} as const satisfies { [K in Kind]: Record<string, SectionsOf[K]> };

const arrays = ['parameters', 'expect', 'interface', 'scope', 'installSpec'];

/** What an empty section holds: Make wants an array in some, an object in the others. */
export const emptySection = (section: string): string => (arrays.includes(section) ? '[]\n' : '{}\n');

/** Make's number of each module type, and the sections that a module of the type has. */
export const moduleTypes = {
  trigger: { typeId: 1, sections: ['api', 'epoch', 'parameters', 'interface', 'samples', 'scope'] },
  action: { typeId: 4, sections: ['api', 'parameters', 'expect', 'interface', 'samples', 'scope'] },
  search: { typeId: 9, sections: ['api', 'parameters', 'expect', 'interface', 'samples', 'scope'] },
  instant_trigger: { typeId: 10, sections: ['api', 'parameters', 'interface', 'samples'] },
  responder: { typeId: 11, sections: ['api', 'parameters', 'expect'] },
  universal: { typeId: 12, sections: ['api', 'parameters', 'expect', 'interface', 'samples', 'scope'] },
} as const satisfies Record<string, { typeId: number; sections: SDKModuleSectionType[] }>;
