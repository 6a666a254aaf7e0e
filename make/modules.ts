// One Make module for each action and search.
import type { Operation } from '../operation/operation.ts';
import type { Json } from './iml.ts';
import { interfaceOf, parametersOf } from './parameters.ts';
import { plansOf, resultOf } from './plans.ts';
import { prepareInputs, requirementsOf } from './prepare.ts';
import { requestsOf } from './requests.ts';
import { resolverIn } from './resolve.ts';
import { searchOf } from './search.ts';
import { camelCase, moduleLabel } from './wording.ts';

export interface MakeModule {
  name: string;
  label: string;
  description: string;
  moduleType: 'action' | 'search' | 'universal';
  actionCrud: 'create' | 'read' | 'update' | 'delete' | null;
  communication: Json;
  parameters: Json;
  interface: Json;
  samples: Json;
}

const crud: Record<string, MakeModule['actionCrud']> = {
  issue_pass: 'create',
  update_pass: 'update',
  revoke_pass: 'delete',
  redeem_coupon: 'update',
  reissue_coupon: 'create',
};

/** The Make module of an action or search. */
export function moduleOf(operation: Operation): MakeModule {
  return {
    name: camelCase(operation.key),
    label: moduleLabel(operation),
    description: operation.description,
    moduleType: operation.kind === 'create' ? 'action' : 'search',
    actionCrud: crud[operation.key] ?? null,
    communication: operation.kind === 'create' ? actionOf(operation) : searchOf(operation),
    parameters: parametersOf(operation),
    interface: interfaceOf(operation.output),
    samples: JSON.parse(JSON.stringify(operation.sample)),
  };
}

/** All plans one after the other; the steps of the other pass types are skipped. */
function actionOf(operation: Operation): Json {
  const plans = plansOf(operation);
  const results = plans.map(({ plan, module }) => ({ result: plan.result, place: resolverIn(module) }));
  return [
    ...prepareInputs(operation),
    ...requirementsOf(operation),
    ...plans.flatMap(({ plan, module }) => requestsOf(plan, module)),
    { response: { output: resultOf(operation, results) } },
  ];
}
