// The RPCs of the Make app: one for each dropdown, and two for the custom fields of a pass.
import { ref } from '../operation/expression.ts';
import { type Dropdown, planFor } from '../operation/operation.ts';
import { type PassType, passTypes } from '../operation/passType.ts';
import { dropdowns } from '../passes/dropdowns.ts';
import { kinds } from '../passes/kinds.ts';
import { projectUnlessId, variantField } from '../passes/projectFields.ts';
import { asJson, imlOf } from './compile.ts';
import { all, constant, filled, type Iml, iml, type Json } from './iml.ts';
import { byPassType as choosing } from './plans.ts';
import { linesAsArray, textType, urlOf, wholeList } from './requests.ts';
import { type Module, resolverIn } from './resolve.ts';
import { camelCase } from './wording.ts';

export interface MakeRpc {
  name: string;
  label: string;
  communication: Json;
  /** The inputs it reads, for Make's own test form. */
  parameters: Json;
}

/** Make advises against more records in a dropdown. */
const mostChoices = 300;

/** An RPC sees the parameters of the form as they are. */
const byPassType = (values: readonly Iml[]) => choosing(values, 'parameters');

const inputs = { ...projectUnlessId, ...variantField };

const asParameters = (keys: readonly string[]): Json =>
  keys.map((key) => ({ name: key, type: 'text', label: key === 'passType' ? 'Pass type' : key }));

function dropdownRpc(dropdown: Dropdown): MakeRpc {
  const perType = !('list' in dropdown.source);
  const types: (PassType | undefined)[] = perType ? [...passTypes] : [undefined];
  const sources = types.flatMap((passType) => {
    const source = planFor(dropdown.source, passType);
    const module: Module = { fields: inputs, passType };
    return source ? [{ ...source, place: resolverIn(module, 'item.result') }] : [];
  });
  const needs = [...new Set(sources.flatMap((source) => source.needs))];
  const ready = sources.map(({ needs, place }) => all(...needs.map((key) => filled(place(['input', key])))));
  const top = sources[0]?.list.filters === 'top';
  const filters = { limit: mostChoices, offset: 0, orderBy: 'created', orderAsc: false };
  const extra = [...new Set(sources.flatMap(({ list }) => Object.keys(list.body ?? {})))].map((key) => [
    key,
    asJson(byPassType(sources.map(({ list, place }) => imlOf(list.body?.[key], place)))) ?? null,
  ]);
  const place = resolverIn({ fields: inputs, passType: undefined }, 'item.result');
  return {
    name: camelCase(dropdown.key),
    label: `${dropdown.noun} list`,
    communication: {
      url: asJson(byPassType(sources.map(({ list, place }) => urlOf(list, place)))) ?? '',
      method: 'POST',
      ...(needs.length > 0 && { condition: { condition: `{{${byPassType(ready).text}}}`, default: [] } }),
      body: top ? filters : { ...Object.fromEntries(extra), filters },
      response: {
        type: textType,
        valid: wholeList,
        limit: mostChoices,
        iterate: { container: `{{${linesAsArray}}}`, condition: '{{item.result}}' },
        output: {
          label: `{{${imlOf(dropdown.name(ref('item')), place).text}}}`,
          value: `{{${imlOf(dropdown.id(ref('item')), place).text}}}`,
        },
      },
    },
    parameters: asParameters(perType ? ['passType', ...needs] : needs),
  };
}

const withoutPrefix = (name: string) =>
  `if(substring(${name}, 0, 5) = "meta.", substring(${name}, 5, length(${name})), ${name})`;

/** The custom fields of the template behind the chosen tier, offer or ticket type. */
function templateFields(): MakeRpc {
  const types = passTypes.map((passType) => ({
    template: kinds[passType].template,
    place: resolverIn({ fields: inputs, passType }),
  }));
  const chosen = types.map(({ template, place }) => filled(place(['input', template.variantKey])));
  return {
    name: 'templateFields',
    label: 'Fields of the pass template',
    communication: [
      {
        url: asJson(byPassType(types.map(({ template, place }) => urlOf(template.call, place)))) ?? '',
        method: 'GET',
        condition: `{{${byPassType(chosen).text}}}`,
        response: {
          temp: {
            templateId: `{{${byPassType(types.map(({ template }) => iml(`body.${template.templateKey}`))).text}}}`,
          },
        },
      },
      {
        url: '/template/data/{{encodeURL(temp.templateId)}}',
        method: 'GET',
        condition: { condition: `{{${filled(iml('temp.templateId')).text}}}`, default: [] },
        response: {
          limit: mostChoices,
          iterate: {
            container: '{{body.template.data.dataFields}}',
            condition: '{{if(item.fieldType = "META", substring(item.uniqueName, 0, 5) = "meta.", false)}}',
          },
          output: {
            name: `{{${withoutPrefix('item.uniqueName')}}}`,
            label: '{{ifempty(item.label, item.uniqueName)}}',
            type: 'text',
          },
        },
      },
    ],
    parameters: asParameters(['passType', 'programId', ...Object.keys(variantField)]),
  };
}

/** The custom fields in use in the chosen program or campaign. */
function projectFields(): MakeRpc {
  const types = passTypes.map((passType) => ({ passType, kind: kinds[passType] }));
  const each = (of: (kind: (typeof types)[number]) => Iml) => byPassType(types.map(of)).text;
  const url = each(({ kind: { metaKeys }, passType }) =>
    metaKeys ? urlOf(metaKeys, resolverIn({ fields: inputs, passType })) : constant('/'),
  );
  const ready = each(({ kind }) =>
    kind.metaKeys ? filled(iml(`parameters.${kind.projectKey}`)) : constant(false),
  );
  const key = withoutPrefix('item');
  return {
    name: 'projectFields',
    label: 'Custom fields in use',
    communication: {
      url: `{{${url}}}`,
      method: 'GET',
      condition: { condition: `{{${ready}}}`, default: [] },
      response: {
        limit: mostChoices,
        iterate: '{{body.response}}',
        output: { name: `{{${key}}}`, label: `{{${key}}}`, type: 'text' },
      },
    },
    parameters: asParameters(['passType', ...Object.keys(projectUnlessId)]),
  };
}

export const rpcs: readonly MakeRpc[] = [...dropdowns.map(dropdownRpc), templateFields(), projectFields()];
