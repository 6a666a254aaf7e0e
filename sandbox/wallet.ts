// The wallet side of a pass: adding it, removing it, and its expiry.
import { child, texts } from './messages.ts';
import { invalidated, lifecycle, walletChange } from './passMetaData.ts';
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
