// The wallet side of a pass: what installing, removing and expiring write into its passMetaData.
import type { PassRecord } from './collection.ts';
import { child, type Message, text, texts } from './messages.ts';
import type { Store } from './store.ts';

export type Wallet = 'apple' | 'google';
const WALLETS = {
  apple: { device: 'Ios', installed: 'INSTALLED_APPLE', uninstalled: 'UNINSTALLED_APPLE' },
  google: { device: 'Android', installed: 'INSTALLED_GOOGLE', uninstalled: 'UNINSTALLED_GOOGLE' },
};

/** Adds the pass to a wallet. */
export function install(store: Store, id: string, wallet: Wallet): void {
  const { passes, record } = store.pass(id);
  const at = store.stamp();
  const old = child(record, 'passMetaData');
  const { device, installed } = WALLETS[wallet];
  const changed = walletChange(record, at, {
    status: 'PASS_INSTALLED',
    lifecycleEvents: lifecycle(record, 'RENDERED', installed),
    installDeviceAttributes: [device],
    renderedAt: old?.renderedAt ?? at,
    firstInstalledAt: old?.firstInstalledAt ?? at,
    lastInstalledAt: at,
  });
  passes.put(changed, 'installed');
}

/** Removes the pass from the wallet it was last added to. */
export function uninstall(store: Store, id: string): void {
  const { passes, record } = store.pass(id);
  const at = store.stamp();
  const old = child(record, 'passMetaData');
  if (old?.status !== 'PASS_INSTALLED') throw new Error(`pass with id[${id}] is not installed`);
  const wallet = texts(old, 'installDeviceAttributes').includes(WALLETS.google.device) ? 'google' : 'apple';
  const changed = walletChange(record, at, {
    status: 'PASS_UNINSTALLED',
    lifecycleEvents: lifecycle(record, WALLETS[wallet].uninstalled),
    firstUninstalledAt: old.firstUninstalledAt ?? at,
    lastUninstalledAt: at,
  });
  passes.put(changed, 'uninstalled');
}

/** Moves the expiry date of the pass to now. */
export function expire(store: Store, id: string): void {
  const { passes, record } = store.pass(id);
  const at = store.stamp();
  passes.put(invalidated({ ...record, expiryDate: at, updated: at }, at), 'invalidated');
}

/** The record once its expiry has been noticed. The wallet status stays, for when the pass is revived. */
export const invalidated = (record: PassRecord, at: string): PassRecord =>
  walletChange(record, at, {
    lifecycleEvents: lifecycle(record, 'INVALIDATE_CONFIRMED'),
    invalidatedAt: record.expiryDate,
  });

/** Whether the expiry date that the record has now has been noticed; a new date starts over. */
export const isInvalidated = (record: PassRecord): boolean =>
  text(child(record, 'passMetaData'), 'invalidatedAt') === text(record, 'expiryDate');

/** The record with these fields of passMetaData, changed at this moment. */
export const walletChange = (record: PassRecord, at: string, changes: Message = {}): PassRecord => ({
  ...record,
  passMetaData: { ...child(record, 'passMetaData'), ...changes, lastUpdatedAt: at },
});

/** PassKit keeps these as bits: each event is there once, however often it happened. */
const lifecycle = (record: PassRecord, ...events: string[]): string[] => [
  ...new Set([...texts(child(record, 'passMetaData'), 'lifecycleEvents'), ...events]),
];
