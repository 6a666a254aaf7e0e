// One Make module for each action and search.
import { effectOf, listsRecords, type Operation } from '../operation/operation.ts';
import type { Effect } from '../operation/step.ts';
import { lookUpNames } from './byName.ts';
import { asJson, byType, compiling, imlOf } from './compile.ts';
import type { Json } from './iml.ts';
import * as iml from './iml.ts';
import { customFieldsRpc, interfaceOf, parametersOf } from './parameters.ts';
import { outputOf, plansOf } from './plans.ts';
import { prepareInputs, requirementsOf } from './prepare.ts';
import type { Request } from './request.ts';
import { requestsOf } from './requests.ts';
import { inTemp, resolverIn, tempOf } from './resolve.ts';
import { searchOf } from './search.ts';
import { camelCase, descriptionOf, moduleLabel } from './wording.ts';

export interface MakeModule {
  name: string;
  label: string;
  description: string;
  /** The heading it stands under. */
  group: string;
  moduleType: 'action' | 'search' | 'universal';
  actionCrud: 'create' | 'read' | 'update' | 'delete' | null;
  communication: Json;
  parameters: Json;
  interface: Json;
  samples: Json;
}

const crud: Record<Effect, MakeModule['actionCrud']> = {
  adds: 'create',
  reads: 'read',
  sets: 'update',
  ends: 'delete',
};

/** The Make module of an action or search. Throws CannotCompile where Make cannot do what it says. */
export function moduleOf(operation: Operation): MakeModule {
  const { key, labels, group, output, sample } = operation;
  // What ends in one bundle is an action on Make, also where it only reads.
  const lists = listsRecords(operation);
  return {
    name: camelCase(key),
    label: labels?.make ?? moduleLabel(operation),
    description: descriptionOf(operation),
    group,
    moduleType: lists ? 'search' : 'action',
    actionCrud: lists ? null : crud[effectOf(operation)],
    communication: compiling(key, () => (lists ? searchOf(operation) : actionOf(operation))),
    parameters: parametersOf(operation),
    interface: interfaceOf(output, customFieldsRpc(operation)),
    samples: JSON.parse(JSON.stringify(sample)),
  };
}

/** All plans one after the other; the steps of the other pass types are skipped. */
function actionOf(operation: Operation): Json {
  const plans = plansOf(operation);
  const steps = plans.flatMap(({ plan, module }): Request[] => {
    const resolve = resolverIn(module);
    const bundle = compiling(`${module.passType}, result`, () =>
      Object.fromEntries(
        Object.entries(plan.result).map(([key, value]) => [key, asJson(imlOf(value, resolve)) ?? null]),
      ),
    );
    return [...requestsOf(plan, module), { temp: inTemp(module, 'bundle', bundle) }];
  });
  const bundles = plans.map(({ module }) => [module.passType, tempOf(module, 'bundle')] as const);
  return [
    ...prepareInputs(operation),
    ...requirementsOf(operation),
    ...lookUpNames(operation),
    ...steps,
    { temp: { bundle: `{{${byType(bundles, 'temp').text}}}` } },
    { response: { output: outputOf(operation.output, (key) => iml.iml(`temp.bundle.${key}`)) } },
  ];
}
