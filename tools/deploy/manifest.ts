// makecomapp.json, as far as this deployment reads it.
import * as z from 'zod';

const codeFiles = z.record(z.string(), z.string().nullable());
const reference = z.string().nullable().default(null);
const connected = { label: z.string(), connection: reference, altConnection: reference, codeFiles };
const nameOnMake = z.string().regex(/^[a-zA-Z][0-9a-zA-Z]{2,47}$/);
const notDeployed = 'is not deployed by this command';

const described = {
  connection: z.object({ label: z.string(), connectionType: z.enum(['basic', 'oauth']), codeFiles }),
  rpc: z.object(connected),
  webhook: z.object({ ...connected, webhookType: z.enum(['web', 'web-shared']) }),
  module: z.object({
    ...connected,
    description: z.string(),
    moduleType: z.enum(['trigger', 'action', 'search', 'instant_trigger', 'responder', 'universal']),
    actionCrud: reference,
    webhook: reference,
  }),
};

/** A component of each kind, as makecomapp.json describes it. */
export type Described = { [K in keyof typeof described]: z.infer<(typeof described)[K]> };

export const manifest = z.object({
  generalCodeFiles: z.object({
    base: z.string(),
    common: z.null(notDeployed),
    groups: z.string(),
    readme: z.string(),
  }),
  components: z.object({
    connection: z.record(z.string(), described.connection),
    rpc: z.record(nameOnMake, described.rpc),
    webhook: z.record(z.string(), described.webhook),
    module: z.record(nameOnMake, described.module),
    function: z.record(z.string(), z.never(notDeployed)),
    endpoint: z.record(z.string(), z.never(notDeployed)),
  }),
});
