// `npm run redeem:build`: bundles the redemption page into build/redeem/, for Node and for edge runtimes.
import { redeemBundles } from './redeemBundles.ts';

await redeemBundles(true);
