// The pack on a sandbox, run by the SDK's own tools for tests: with Coda's rules for domains, endpoints and credentials.
// Only the address of PassKit is another one.
import type * as coda from '@codahq/packs-sdk';
import {
  executeFormulaFromPackDef,
  executeMetadataFormula,
  executeSyncFormulaFromPackDefSingleIteration,
  executeUpdateFormulaFromPackDef,
} from '@codahq/packs-sdk/dist/development.js';
import { newFetcherSyncExecutionContext, requestHelper } from '@codahq/packs-sdk/dist/testing/fetcher.js';
import { regions } from '../passkit/regions.ts';
import type { Sandbox } from '../sandbox/index.ts';

export type FetchRequest = coda.FetchRequest;
type Pack = coda.BasicPackDefinition;
type Values = coda.ParamValues<coda.ParamDefs>;
type Row = Record<string, unknown>;
const isValues = (values: unknown): values is Values => Array.isArray(values);

const { makeRequest } = requestHelper;
// What a formula answers with is handed back as it is, not under the names of columns.
const asIs = { useDeprecatedResultNormalization: false };

interface Account {
  token?: string;
  /** Blank before the region is chosen. */
  endpointUrl?: string;
  /** That of the doc. */
  timezone?: string;
}

/** The pack in an account on a sandbox, which stands for every host that the pack may ask; other hosts Coda’s rules refuse. */
export function packOn(pack: Pack, sandbox: Pick<Sandbox, 'url' | 'credentials'>, account: Account = {}) {
  const {
    token = sandbox.credentials.apiToken,
    endpointUrl = regions.pub1.api,
    timezone = 'Europe/London',
  } = account;
  requestHelper.makeRequest = (request) =>
    makeRequest({
      ...request,
      uri: request.uri.replace(/^https:\/\/[^/]+/, sandbox.url),
    });
  const context: coda.UpdateSyncExecutionContext = {
    // A pack that names no domain may talk to that of the account; the SDK's test tools do not know so.
    ...newFetcherSyncExecutionContext(
      () => undefined,
      pack.defaultAuthentication,
      domainsOf(pack, endpointUrl),
      {
        token,
        ...(endpointUrl && { endpointUrl }),
      },
    ),
    timezone,
  };
  return {
    context,
    /** Runs a formula or an action with values by the names of its parameters; others are blank. */
    async run(name: string, given: Row): Promise<unknown> {
      const { parameters = [] } = pack.formulas?.find((one) => one.name === name) ?? {};
      const strange = Object.keys(given).filter((key) => !parameters.some((one) => one.name === key));
      if (strange.length > 0) throw new Error(`${name} has no parameter ${strange.join(', ')}`);
      // A blank cell reaches a required parameter as an empty text.
      const values = parameters.map(({ name: key, optional }) => given[key] ?? (optional ? undefined : ''));
      return inner(executeFormulaFromPackDef(pack, name, checked(values), context, asIs));
    },
    /** Reads a table page by page; what happens between two pages may be given. */
    async sync(table: string, values: unknown[], between: () => Promise<unknown> = async () => undefined) {
      const rows: Row[] = [];
      let continuation: coda.Continuation | undefined;
      for (let pages = 1; ; pages++) {
        const run = { ...context, sync: { ...context.sync, continuation } };
        const page = await inner(
          executeSyncFormulaFromPackDefSingleIteration(pack, table, checked(values), run, asIs),
        );
        rows.push(...page.result);
        if (!page.continuation) return { rows, pages };
        // Coda keeps it as JSON.
        continuation = JSON.parse(JSON.stringify(page.continuation));
        await between();
      }
    },
    /** Writes a change of a row back: the row as it is then, or the error that Coda shows beside it. */
    async edit(table: string, project: string, row: Row, change: Row): Promise<unknown> {
      const update = {
        previousValue: row,
        newValue: { ...row, ...change },
        updatedFields: Object.keys(change),
      };
      const { result } = await inner(
        executeUpdateFormulaFromPackDef(pack, table, checked([project]), context, [update]),
      );
      return result[0];
    },
    /** The choices that a parameter offers. */
    async choices(name: string, parameter: string, given: Row = {}, search = ''): Promise<unknown> {
      const formula = [...(pack.formulas ?? []), ...(pack.syncTables ?? []).map(({ getter }) => getter)].find(
        (one) => one.name === name,
      );
      const list = formula?.parameters.find((one) => one.name === parameter)?.autocomplete;
      if (!list) throw new Error(`${name} offers no choices for ${parameter}`);
      return executeMetadataFormula(list, { search, formulaContext: Object.assign(given) }, context);
    },
  };
}

const domainsOf = ({ networkDomains = [] }: Pack, endpointUrl: string) =>
  networkDomains.length > 0 ? networkDomains : [new URL(endpointUrl).host];

export type PackOnSandbox = ReturnType<typeof packOn>;

function checked(values: unknown): Values {
  if (isValues(values)) return values;
  throw new Error('These are no values of parameters');
}

/** The SDK wraps what a formula throws; Coda shows what is inside. */
const inner = <T>(result: Promise<T>): Promise<T> =>
  result.catch((error: unknown) => {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  });
