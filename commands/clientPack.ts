// A client's pack, whole: with the bundles of the redemption page, so that its folder `hosting` runs by itself.
import { hostingBundles } from '../templates/guide/hosting.ts';
import { packFiles, packLayout } from '../templates/pack.ts';
import type { Settings } from '../templates/settings.ts';
import { redeemBundles } from './redeemBundles.ts';

let bundles: Promise<Record<string, string>> | undefined;

/** Every file by its path. The same settings always give the same bytes. */
export async function clientPack(settings: Settings, folder: string): Promise<Record<string, string>> {
  // They are the same for every client.
  bundles ??= redeemBundles();
  const built = await bundles;
  return {
    ...packFiles(settings, packLayout(folder)),
    ...Object.fromEntries(hostingBundles.map((name) => [`${folder}/hosting/${name}`, built[name] ?? ''])),
  };
}
