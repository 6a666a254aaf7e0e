// One deployment: compares, shows the plan, carries it out.
import { describePlan } from './changes.ts';
import type { Client } from './client.ts';
import { explain, Stop } from './errors.ts';
import { makePlan } from './plan.ts';
import type { ZoneState } from './state.ts';
import type { WantedApp } from './wholeParts.ts';

export interface Deployment {
  client: Client;
  host: string;
  wanted: WantedApp;
  /** What is remembered of the zone. */
  state: ZoneState;
  /** The id of an app that this project has not created, and is to take over. */
  adopt: string | undefined;
  dryRun: boolean;
  print(line: string): void;
}

/** Makes the app on Make what the project says. A run that was stopped is completed by the next one. */
export async function deploy(deployment: Deployment): Promise<void> {
  const { client, host, wanted, adopt, dryRun, print } = deployment;
  const { read, write } = deployment.state;
  const state = { read, write: dryRun ? () => {} : write };
  print(`Comparing the app with ${host}.`);
  const plan = await makePlan(client, wanted, state, adopt);
  for (const line of describePlan(plan)) print(line);
  if (dryRun) return print('Dry run: nothing was sent.');

  const steps = plan.changes.flatMap(({ area, subject, calls }) =>
    calls.map(({ part, send }) => ({ step: `${area}: ${[subject, part].filter(Boolean).join(' ')}`, send })),
  );
  for (const [index, { step, send }] of steps.entries()) {
    print(`[${index + 1}/${steps.length}] ${step}`);
    try {
      await send();
    } catch (error) {
      throw new Stop(`${step}: ${explain(error, host)}`);
    }
  }
  print(steps.length > 0 ? 'Deployed.' : 'Nothing to do.');
}
