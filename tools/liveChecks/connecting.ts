// Live checks of the connection: regions, credentials, clocks and the profile.
import { send } from '../../operation/run.ts';
import { getProfile } from '../../passkit/account.ts';
import { parseJson } from '../../passkit/lines.ts';
import { profile } from '../../passkit/objects.ts';
import { clockWords } from '../../passkit/problems.ts';
import { regions } from '../../passkit/regions.ts';
import { type Account, accountRuntime, get } from './account.ts';
import { type Checks, onAccount } from './check.ts';
import { finding, need, show } from './finding.ts';

const { path } = getProfile;
const profileOf = (account: Account) => send(getProfile, {}, accountRuntime(account));

export const connecting: Checks = {
  bearer: {
    assumption:
      'A JWT signed with the API secret as plain text, without the claim `web`, ten seconds old and good for fifty more, is accepted as `Bearer`; so is a long-lived token.',
    where: ['passkit/connection.ts'],
    settles: 'GET /user/profile',
    run: onAccount(async (account) => {
      const { status, reason } = await get(account, path);
      const tried = 'apiToken' in account.connection ? 'a long-lived token' : 'a JWT';
      return finding(status === 200, `${tried} got 200`, `${tried} got ${status} ${reason}`.trim());
    }),
  },
  'clock-words': {
    assumption: 'PassKit’s 401 for a JWT that is too old or too new says “issued” or “expired”.',
    where: ['passkit/problems.ts'],
    settles: 'GET /user/profile with a JWT whose `iat` is two minutes off',
    run: onAccount(async (account) => {
      need('apiKey' in account.connection, 'needs an API key and secret');
      const answers = [await get(account, path, -120), await get(account, path, 120)];
      need(!answers.some(({ status }) => status === 200), 'PassKit accepted it');
      const clear = answers.every(({ status, reason }) => status === 401 && clockWords.test(reason));
      return finding(clear, answers.map(({ status, reason }) => `${status} ${reason}`).join('; '));
    }),
  },
  'wrong-credentials': {
    assumption: 'Wrong credentials are answered 401, in words without “issued” and “expired”.',
    where: ['passkit/problems.ts'],
    settles: 'GET /user/profile with a wrong secret or token',
    run: onAccount(async ({ connection, hosts }) => {
      const wrong =
        'apiToken' in connection
          ? { ...connection, apiToken: 'not-a-token' }
          : { ...connection, apiSecret: 'not-the-secret' };
      const { status, reason } = await get({ connection: wrong, hosts }, path);
      return finding(status === 401 && !clockWords.test(reason), `${status} ${reason}`);
    }),
  },
  'wrong-region': {
    assumption:
      'The other region refuses an account’s credentials with 401, or its profile names the home region.',
    where: ['zapier/connectionTest.ts'],
    settles: 'GET /user/profile on the host of the other region',
    run: onAccount(async ({ connection, hosts }) => {
      const { region } = connection;
      need(hosts.api === regions[region].api, 'PASSKIT_API_URL names the only host');
      const other = regions[region === 'pub1' ? 'pub2' : 'pub1'];
      const { status, body } = await get({ connection, hosts: other }, path);
      const home = status === 200 ? profile.parse(parseJson(body)).regionId : undefined;
      return finding(
        status === 401 || (home?.toLowerCase().includes(region) ?? false),
        `the other region answered ${status}${home ? `, regionId ${home}` : ''}`,
      );
    }),
  },
  'region-id': {
    assumption: '`regionId` of the profile has `pub1` or `pub2` in it.',
    where: ['passkit/account.ts'],
    settles: 'GET /user/profile',
    run: onAccount(async (account) => {
      const { regionId } = await profileOf(account);
      return finding(regionId?.includes(account.connection.region) ?? false, `regionId is ${show(regionId)}`);
    }),
  },
  'profile-names': {
    assumption: 'The profile has a company name, user name or e-mail address to call the connection by.',
    where: ['zapier/connectionTest.ts', 'passkit/objects.ts'],
    settles: 'GET /user/profile',
    run: onAccount(async (account) => {
      const { companyName, username, email } = await profileOf(account);
      const has = Object.entries({ companyName, username, email }).filter(([, value]) => value);
      return finding(has.length > 0, `it has ${has.map(([key]) => key).join(', ') || 'none of them'}`);
    }),
  },
  'credential-forms': {
    assumption:
      'What people may paste by mistake (API prefix, SDK host) looks like a host; keys, secrets and tokens never do.',
    where: ['passkit/connection.ts'],
    settles: 'Look at Settings > Developer Tools in the PassKit portal',
  },
  regions: {
    assumption: 'There are two regions, pub1 and pub2, and no third.',
    where: ['passkit/regions.ts'],
    settles: 'Ask PassKit; look at Settings > Developer Tools',
  },
  'retry-after': {
    assumption:
      'PassKit’s 429 means that nothing was done; a `retry-after` header is in seconds, and without one a minute is enough.',
    where: ['zapier/runtime.ts', 'zapier/errors.ts', 'passkit/errors.ts'],
    settles: 'Any call, often enough to be told to slow down: ask PassKit first',
  },
  'answer-time': {
    assumption: 'PassKit answers within 12 seconds, and the requests of a step together within 24.',
    where: ['zapier/runtime.ts'],
    settles: 'Any call: look for timeouts in the history of a live Zap',
  },
  'lost-answers': {
    assumption:
      'After 408, 499, 500 and whatever is above 501 a write may have taken effect; after any other 4xx, and 501, it has not.',
    where: ['passkit/problems.ts', 'operation/run.ts'],
    settles: 'No call can: compare the journal of a live Zap with PassKit after such an answer',
  },
};
