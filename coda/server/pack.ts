// A Pack for accounts of PassKit that have key and secret only, which no Pack can sign with: its actions call POST /hooks/pass
// of a redemption page of one's own. A Pack that names no domain may talk to the one server whose address stands in the account.
import * as coda from '@codahq/packs-sdk';
import { creates } from '../../creates/index.ts';
import { cleanInput, UserMistake } from '../../operation/input.ts';
import { withCode } from '../../passkit/problems.ts';
import { cutsOf, safeToRepeat } from '../cuts.ts';
import { formulaOf, type Perform } from '../formulas.ts';
import { exchange } from '../http.ts';
import { isRecord } from '../schema.ts';

export const pack = coda.newPack({ version: '1.0' });

pack.setUserAuthentication({
  type: coda.AuthenticationType.HeaderBearerToken,
  requiresEndpointUrl: true,
  getConnectionName: async ({ endpoint = 'PassKit' }) => endpoint,
});

for (const whole of creates) {
  const { webhook } = whole;
  if (!webhook) continue;
  /** The server reads dates in a zone of its own: it gets what is clean already, with moments in full. */
  const perform: Perform = async ({ fields, passType }, raw, context) => {
    const input = cleanInput(fields, raw, context.timezone, new Date());
    const row = { action: webhook.action, ...('passType' in whole.fields && { passType }), ...input };
    const server = context.endpoint?.replace(/\/+$/, '');
    if (!server) throw new UserMistake('The address of the server is missing. Add the account once more.');
    const { status, body } = await exchange(context, {
      method: 'POST',
      url: `${server}/hooks/pass`,
      body: JSON.stringify(row),
    }).catch(() => {
      throw new coda.UserVisibleError(`The server ${server} did not answer. Try again later.`);
    });
    const answer = readable(body);
    if (status < 300 && answer) return [answer];
    const { error, code } = answer ?? {};
    if (typeof error === 'string') throw new coda.UserVisibleError(withCode(error, String(code)));
    throw new coda.UserVisibleError(
      `The server ${server} answered with HTTP status ${status}. Its webhook must be switched on: REDEEM_HOOK_SECRET.`,
    );
  };
  for (const cut of cutsOf(whole)) {
    const fields = Object.fromEntries(
      Object.entries(safeToRepeat(cut.fields, webhook.needs)).map(([key, { dropdown: _, ...field }]) => [
        key,
        field,
      ]),
    );
    pack.formulas.push(formulaOf({ ...cut, fields }, perform));
  }
}

function readable(body: string): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    return isRecord(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}
