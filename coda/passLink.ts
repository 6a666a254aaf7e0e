// A pass by its link or PassKit ID alone, whatever its type: the formula behind the column format.
import * as coda from '@codahq/packs-sdk';
import { UserMistake } from '../operation/input.ts';
import type { ResultBundle } from '../operation/run.ts';
import { Halt, type Runtime, run } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { regions } from '../passkit/regions.ts';
import findBoardingPass from '../searches/findBoardingPass.ts';
import findPass from '../searches/findPass.ts';
import { cutsOf } from './cuts.ts';
import { shown } from './errors.ts';
import { regionOf, runtimeOf } from './http.ts';
import { passSchema, propertiesOf, rowOf } from './schema.ts';

/** Boarding passes have a search of their own: they belong to a flight. */
const searches = [findPass, findBoardingPass];
const finders = searches.flatMap(cutsOf);
const outputs = Object.fromEntries(searches.flatMap(({ output }) => Object.entries(output)));

const pass = coda.makeParameter({
  type: coda.ParameterType.String,
  name: 'pass',
  description: 'The link of the pass, or its PassKit ID.',
});

/** The PassKit ID in a link; what is no link is one. */
export const idIn = (text: string): string =>
  text
    .trim()
    .replace(/^https?:\/\/[^/]+\/(?:\w\/)?/, '')
    .replace(/(\.pkpass|\.gpay)?([?#].*)?$/, '');

export const findAnyPass = coda.makeFormula({
  name: 'FindPass',
  description: 'Finds the pass behind a link or PassKit ID, of whichever type.',
  parameters: [pass],
  resultType: coda.ValueType.Object,
  schema: passSchema(propertiesOf(outputs)),
  connectionRequirement: coda.ConnectionRequirement.Required,
  cacheTtlSecs: 0,
  execute: ([text], context) => shown(async () => rowOf(await passOf(idIn(text), runtimeOf(context)))),
});

/** The pass of an ID: each type is asked until one has it. */
async function passOf(id: string, runtime: Runtime): Promise<ResultBundle> {
  if (id === '') throw new UserMistake('Pass is missing. Fill it in.', 'pass', 'missing_input');
  for (const finder of finders) {
    // An ID of another type may be refused as none of this one.
    const found = await run(finder, { id }, runtime).catch((error: unknown) => {
      const none = error instanceof Halt && error.misnamed;
      if (none || (error instanceof PassKitError && error.refused)) return [];
      throw error;
    });
    if (found[0]) return found[0];
  }
  throw new Halt(
    'pass_not_found',
    `PassKit has no pass “${id}” in this connection’s region. Check the link; the pass may have been deleted.`,
  );
}

export const passLink = coda.makeFormula({
  name: 'PassLink',
  description: 'The link to the page of a pass, which offers it to Apple Wallet and Google Wallet.',
  parameters: [pass],
  resultType: coda.ValueType.String,
  codaType: coda.ValueHintType.Url,
  connectionRequirement: coda.ConnectionRequirement.Required,
  execute: ([text], context) =>
    shown(async () => `${regions[regionOf(context)].pages}/${encodeURIComponent(idIn(text))}`),
});

/** A column of links or IDs that shows each as its pass. */
export const passFormat: coda.Format = {
  name: 'Pass',
  instructions: 'Shows the pass behind a pass link or PassKit ID, with its status.',
  formulaName: 'FindPass',
  matchers: [/^https:\/\/pub[12]\.pskt\.io\/[0-9A-Za-z]{22}(\.pkpass|\.gpay)?$/],
};
