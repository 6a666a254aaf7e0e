// The real projects of a client, listed with credentials that are used for this one question and kept nowhere.
import { signedHttp } from '../operation/fetchHttp.ts';
import { nodeSend } from '../operation/nodeHttp.ts';
import { type Runtime, runDropdown, send } from '../operation/run.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { getProfile } from '../passkit/account.ts';
import { parseConnection, regionLabel } from '../passkit/connection.ts';
import { PassKitError } from '../passkit/errors.ts';
import { nextFor, problemCode, sentenceOf } from '../passkit/problems.ts';
import { regions } from '../passkit/regions.ts';
import type { ProjectList, Projects, Values } from './types.ts';
import type { World } from './world.ts';

/** The lists of an account: its projects, and what is in those that are chosen. Throws an Error for the user. */
export async function projectsOf(
  { sandbox }: World,
  credentials: Values,
  chosen: Record<string, string>,
): Promise<Projects> {
  const connection = parseConnection(credentials);
  const embedded = 'apiKey' in connection && connection.apiKey === sandbox.credentials.apiKey;
  const hosts = embedded ? { api: sandbox.url, pages: sandbox.url } : regions[connection.region];
  const runtime: Runtime = {
    http: signedHttp(
      connection,
      nodeSend(hosts)(() => 10_000),
    ),
    pages: hosts.pages,
    timezone: 'UTC',
    now: new Date(),
  };
  try {
    const { companyName, username } = await send(getProfile, {}, runtime);
    const lists = await Promise.all(
      passTypes.flatMap((passType) => {
        const { project, issueFields, label } = kindOf(passType);
        const fields = { [project.key]: project.field, ...issueFields };
        return Object.entries(fields).map(async ([key, field]): Promise<ProjectList[]> => {
          const list = dropdownOf(field.dropdown);
          if (!list) return [];
          const items = await runDropdown(list, { ...chosen, passType }, 0, runtime);
          return [{ key, label: field.label, passType: label, items }];
        });
      }),
    );
    return {
      account: `${companyName ?? username ?? 'PassKit'} – ${regionLabel(connection.region)}`,
      lists: lists.flat(),
    };
  } catch (error) {
    if (!(error instanceof PassKitError)) throw error;
    const code = problemCode(error);
    throw new Error(`${sentenceOf(code, error.message)} ${nextFor(code, error)}`);
  }
}
