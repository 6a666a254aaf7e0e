// The RPCs of the Make app: one for each dropdown, and two for the custom fields of a pass.
import { ref, type Template } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { limits, listRequest } from '../operation/list.ts';
import type { Dropdown } from '../operation/operation.ts';
import { dropdowns } from '../passes/dropdowns.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import type { PassKind } from '../passes/passKind.ts';
import { asJson, byType, compiling, imlOf, jsonByType, type Resolver } from './compile.ts';
import { all, constant, filled, type Iml, iml, type Json } from './iml.ts';
import { records, textType, wholeList } from './listed.ts';
import { addressOf, urlOf } from './request.ts';
import { resolverOfForm } from './resolve.ts';
import { camelCase, sentenceCase } from './wording.ts';

export interface MakeRpc {
  name: string;
  label: string;
  communication: Json;
  /** The inputs it reads, for Make's own test form. */
  parameters: Json;
}

const types = passTypes.map(kindOf);

/** The inputs that lists and custom fields depend on: projects and variants. */
const inputs: Fields = Object.fromEntries(
  types.flatMap(({ project: { key, field }, issueFields }) => [[key, field], ...Object.entries(issueFields)]),
);

/** An RPC sees the parameters of the form as they are, and the record of a list as `item`. */
const resolverOf = (passType: string): Resolver => resolverOfForm({ fields: inputs, passType }, 'item');

const asParameters = (keys: readonly string[]): Json =>
  [...new Set(keys)].map((key) => ({
    name: key,
    type: 'text',
    label: key === 'passType' ? 'Pass type' : key,
  }));

export function dropdownRpc({ key, noun, sources, id, name }: Dropdown): MakeRpc {
  const each = Object.entries(sources).map(([passType, source]) => ({
    ...source,
    passType,
    resolve: resolverOf(passType),
  }));
  const needs = [...new Set(each.flatMap((source) => source.needs))];
  const ready = byType(
    each.map(({ passType, needs, resolve }) => [
      passType,
      all(...needs.map((need) => filled(resolve(['input', need])))),
    ]),
    'parameters',
  );
  const urls = each.map(({ passType, list, resolve }) => [passType, urlOf(list, resolve)] as const);
  const part = { limit: limits.choices, offset: 0 };
  const shown = (template: Template) => `{{${imlOf(template, resolverOf('')).text}}}`;
  return {
    name: camelCase(key),
    label: `${sentenceCase(noun)} list`,
    communication: {
      url: asJson(byType(urls, 'parameters')) ?? '',
      method: 'POST',
      ...(needs.length > 0 && { condition: { condition: `{{${ready.text}}}`, default: [] } }),
      body:
        jsonByType(
          each.map(({ passType, list, resolve }) => ({
            passType,
            template: listRequest(list, part).body,
            resolve,
          })),
          'parameters',
        ) ?? {},
      response: {
        type: textType,
        valid: wholeList,
        limit: limits.choices,
        iterate: { container: `{{${records}}}`, condition: '{{item}}' },
        output: { label: shown(name(ref('item'))), value: shown(id(ref('item'))) },
      },
    },
    parameters: asParameters(each.length > 1 ? ['passType', ...needs] : needs),
  };
}

const withoutPrefix = (name: string) =>
  `if(substring(${name}, 0, 5) = "meta.", substring(${name}, 5, length(${name})), ${name})`;

/** Something for each pass type, as one expression. */
const perType = (of: (kind: PassKind, resolve: Resolver) => Iml): Iml =>
  byType(
    types.map((kind) => [kind.passType, of(kind, resolverOf(kind.passType))]),
    'parameters',
  );

/** The custom fields of the template behind the chosen tier, offer or ticket type. */
function templateFields(): MakeRpc {
  const url = perType(({ template }, resolve) => addressOf(template.call, resolve));
  const chosen = perType(({ template }, resolve) => filled(resolve(['input', template.variantKey])));
  const templateId = perType(({ template }) => iml(`body.${template.templateKey}`));
  return {
    name: 'templateFields',
    label: 'Fields of the pass template',
    communication: [
      {
        url: asJson(url) ?? '',
        method: 'GET',
        condition: `{{${chosen.text}}}`,
        response: { temp: { templateId: `{{${templateId.text}}}` } },
      },
      {
        url: '/template/data/{{encodeURL(temp.templateId)}}',
        method: 'GET',
        condition: { condition: `{{${filled(iml('temp.templateId')).text}}}`, default: [] },
        response: {
          limit: limits.choices,
          iterate: {
            container: '{{body.template.data.dataFields}}',
            condition: '{{if(item.fieldType = "META", substring(item.uniqueName, 0, 5) = "meta.", false)}}',
          },
          output: {
            name: `{{${withoutPrefix('item.uniqueName')}}}`,
            label: '{{ifempty(item.label, item.uniqueName)}}',
            type: 'text',
            required: '{{ifempty(item.isRequired, false)}}',
            help: '{{ifempty(item.dataCollectionFieldRenderOptions.helpText, undefined)}}',
          },
        },
      },
    ],
    parameters: asParameters([
      'passType',
      ...types.flatMap(({ project, template }) => [project.key, template.variantKey]),
    ]),
  };
}

/** The custom fields in use in the chosen program or campaign. */
function projectFields(): MakeRpc {
  const url = perType(({ metaKeys }, resolve) => (metaKeys ? addressOf(metaKeys, resolve) : constant('/')));
  const ready = perType(({ metaKeys, project }) =>
    metaKeys ? filled(iml(`parameters.${project.key}`)) : constant(false),
  );
  const key = withoutPrefix('item');
  return {
    name: 'projectFields',
    label: 'Custom fields in use',
    communication: {
      url: `{{${url.text}}}`,
      method: 'GET',
      condition: { condition: `{{${ready.text}}}`, default: [] },
      response: {
        limit: limits.choices,
        iterate: '{{body.response}}',
        output: { name: `{{${key}}}`, label: `{{${key}}}`, type: 'text' },
      },
    },
    parameters: asParameters(['passType', ...types.map(({ project }) => project.key)]),
  };
}

export const rpcs: readonly MakeRpc[] = [
  ...dropdowns.map((one) => compiling(one.key, () => dropdownRpc(one))),
  compiling('templateFields', templateFields),
  compiling('projectFields', projectFields),
];
