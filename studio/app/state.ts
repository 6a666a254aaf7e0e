// What all pages of the studio share: the platform that is chosen, and what there is.
import { signal } from '@preact/signals';
import type { Catalog, Platform } from '../types.ts';

const asked = new URLSearchParams(location.search).get('platform');

export const platform = signal<Platform>(asked === 'make' ? 'make' : 'zapier');
export const catalog = signal<Catalog | undefined>(undefined);

/** What went wrong on the way to the studio's server. */
export const mishap = signal('');
addEventListener('unhandledrejection', ({ reason }) => {
  mishap.value = reason instanceof Error ? reason.message : String(reason);
});

export const platformNames: Record<Platform, string> = { zapier: 'Zapier', make: 'Make' };
