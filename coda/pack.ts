// The Coda Pack: everything the declarations say, as actions, formulas and tables of Coda.
import * as coda from '@codahq/packs-sdk';
import { creates } from '../creates/index.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { searches } from '../searches/index.ts';
import { authentication } from './connection.ts';
import { cutsOf } from './cuts.ts';
import { formulaOf } from './formulas.ts';
import { findAnyPass, passFormat, passLink } from './passLink.ts';
import { tableOf } from './tables.ts';

export const pack = coda.newPack({ version: '1.0' });

pack.addNetworkDomain('passkit.io');
pack.setUserAuthentication(authentication);
pack.formulas.push(
  ...[...creates, ...searches].flatMap(cutsOf).map((cut) => formulaOf(cut)),
  findAnyPass,
  passLink,
);
pack.syncTables.push(...passTypes.map((passType) => tableOf(kindOf(passType))));
pack.addColumnFormat(passFormat);
