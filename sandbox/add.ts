// Puts projects straight into the store: PassKit has calls for this, but the sandbox serves only what an
// integration uses. Unset fields get working defaults that belong to the demo projects.
import { demo, newId, templates } from './ids.ts';
import { type Message, text } from './messages.ts';
import type { ProjectRecord } from './records.ts';
import type { ProjectKind, Store } from './store.ts';

const STATUS = ['PROJECT_ACTIVE_FOR_OBJECT_CREATION', 'PROJECT_PUBLISHED'];

/** Builds the `add` functions of a sandbox; each returns the stored record. */
export function adders(store: Store) {
  const put = (kind: ProjectKind, defaults: Message, partial: Message): ProjectRecord => {
    const stamp = store.stamp();
    const record = { created: stamp, updated: stamp, ...defaults, ...partial };
    return store.addProject(kind, { ...record, id: text(record, 'id') || newId() });
  };
  return {
    program: (partial: Message = {}) => put('program', { name: 'Program', status: STATUS }, partial),
    tier: (partial: Message = {}) => {
      const defaults = {
        id: 'base',
        name: 'Base',
        tierIndex: 1,
        programId: demo.programId,
        passTemplateId: templates.bronze,
      };
      return put('tier', { ...defaults, timezone: 'Europe/London' }, partial);
    },
    campaign: (partial: Message = {}) =>
      put('campaign', { name: 'Campaign', status: STATUS, ianaTimezone: 'Europe/London' }, partial),
    offer: (partial: Message = {}) => {
      const expiry = { couponExpiryType: 'EXPIRE_ON_VARIABLE_DATE_TIME' };
      const texts = { offerTitle: 'Offer', offerShortTitle: 'Offer', offerDetails: 'An offer' };
      const defaults = {
        ...texts,
        campaignId: demo.campaignId,
        beforeRedeemPassTemplateId: templates.freeCoffee,
      };
      return put(
        'offer',
        { ...defaults, couponExpirySettings: expiry, issueStartDate: store.stamp() },
        partial,
      );
    },
    production: (partial: Message = {}) => put('production', { name: 'Production', status: STATUS }, partial),
    venue: (partial: Message = {}) =>
      put('venue', { name: 'Venue', address: '1 Bean Street, London', timezone: 'Europe/London' }, partial),
    event: (partial: Message = {}) => {
      const defaults = { productionId: demo.productionId, venueId: demo.venueId };
      return put('event', { ...defaults, scheduledStartDate: store.stamp() }, partial);
    },
    ticketType: (partial: Message = {}) => {
      const defaults = { name: 'Ticket type', productionId: demo.productionId };
      return put('ticket type', { ...defaults, beforeRedeemPassTemplateId: templates.standard }, partial);
    },
    template: (partial: Message = {}) => {
      const defaults = { name: 'Template', protocol: 'MEMBERSHIP', description: 'A pass' };
      return put('template', { ...defaults, timezone: 'Europe/London', data: { dataFields: [] } }, partial);
    },
  };
}
