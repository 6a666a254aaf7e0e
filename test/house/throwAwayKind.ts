// A pass type that PassKit does not have, written as CONTRIBUTING says: one file.
import * as z from 'zod';
import { orElse } from '../../operation/expression.ts';
import { inputsOf } from '../../operation/field.ts';
import { call } from '../../operation/step.ts';
import { projectList } from '../../passes/dropdown.ts';
import { commonFields, externalIdField } from '../../passes/fields.ts';
import type { PassKind } from '../../passes/passKind.ts';
import { issuedName, person, personFields, personView } from '../../passes/person.ts';
import { count, emptyAnswer, idAnswer, type Member, member, project } from '../../passkit/objects.ts';

const purseId = { type: 'text', label: 'Purse', required: true, dropdown: 'purse_list' } as const;
const own = { worth: { type: 'number', label: 'Worth' } } as const;
const input = inputsOf({ purseId, ...own, externalId: externalIdField, ...personFields, ...commonFields });

export const throwAwayKind: PassKind<Member> = {
  passType: 'voucher',
  label: 'Voucher',
  protocol: { name: 'VOUCHERS', number: '199' },
  project: { key: 'purseId', field: purseId },
  issueFields: own,
  updateFields: own,
  output: { purseId: { label: 'Purse ID', type: 'text' }, worth: { label: 'Worth', type: 'number' } },
  sample: { purseId: '8aBcDeFgHiJkLmNoPqRsTu', worth: 5 },
  statuses: { FRESH: 'Fresh', STALE: 'Stale' },
  issuedStatus: 'FRESH',
  lookup: {
    get: (key, value, purse) =>
      key === 'id'
        ? { effect: 'reads', method: 'GET', path: '/vouchers/{id}', params: { id: value }, answer: member }
        : {
            effect: 'reads',
            method: 'GET',
            path: '/vouchers/{purse}/{externalId}',
            params: { purse, externalId: value },
            answer: member,
          },
    list: (purse) => ({ path: '/vouchers/list/{purse}', params: { purse }, filters: 'nested', item: member }),
    filterField: { id: 'id', externalId: 'externalId', emailAddress: 'person.emailAddress' },
    valueIn: ({ id, externalId, person: { emailAddress }, programId }) => ({
      id,
      externalId,
      emailAddress,
      project: programId,
    }),
  },
  count: (purse, filters) => ({
    effect: 'reads',
    method: 'POST',
    path: '/vouchers/count/{purse}',
    params: { purse },
    body: { filters },
    answer: count,
  }),
  issue: {
    effect: 'adds',
    method: 'POST',
    path: '/vouchers',
    body: {
      purseId: input.purseId,
      externalId: input.externalId,
      person: { ...person, displayName: issuedName },
      worth: input.worth,
    },
    answer: idAnswer,
  },
  readsBeforeUpdate: false,
  update: ({ named, when }) => {
    const body = { id: named.id, externalId: named.externalId, purseId: named.project, worth: input.worth };
    const updated = call(
      'updated',
      { effect: 'sets', method: 'PUT', path: '/vouchers', body, answer: idAnswer },
      { when },
    );
    return { steps: [updated], id: updated.result.id };
  },
  override: (existing, passOverrides) => ({
    effect: 'sets',
    method: 'PUT',
    path: '/vouchers',
    body: { id: existing.id, passOverrides },
    answer: idAnswer,
  }),
  remove: (id) => ({
    effect: 'ends',
    method: 'DELETE',
    path: '/vouchers',
    body: { id },
    answer: emptyAnswer,
  }),
  view: (record) => ({
    id: record.id,
    externalId: record.externalId,
    status: record.status,
    expiryDate: record.expiryDate,
    created: record.created,
    updated: record.updated,
    ...personView(record.person),
    purseId: orElse(record.programId),
    worth: record.points,
    metaData: record.metaData,
  }),
  delivered: { externalId: 'voucher.externalId', worth: 'voucher.worth' },
  events: [
    {
      event: 'VOUCHER_EVENT_SPENT',
      status: 'STALE',
      key: 'voucher_spent',
      noun: 'Voucher',
      label: 'Voucher Spent',
      description: 'Triggers when a voucher is spent.',
    },
  ],
  eventIds: { key: 'voucherEvents', prefix: 'VOUCHER_EVENT_' },
  template: {
    variantKey: 'purseId',
    call: {
      effect: 'reads',
      method: 'GET',
      path: '/purses/{id}',
      params: { id: input.purseId },
      answer: z.object({ passTemplateId: z.string() }),
    },
    templateKey: 'passTemplateId',
  },
  dropdowns: [projectList('voucher', 'purse_list', 'Purse', '/purses/list', project)],
};
