// Memberships: a member enrolled in a tier of a program. The program holds the external IDs.
import { all, any, choose, equal, filled, mergeMaps, not, now, orElse } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { call } from '../operation/step.ts';
import {
  emptyAnswer,
  idAnswer,
  type Member,
  member,
  memberEvent,
  metaKeys,
  tier,
} from '../passkit/objects.ts';
import { input } from './input.ts';
import type { PassKind } from './passKind.ts';
import { issuedName, person, personFilled, personView } from './person.ts';
import { projectField, variantField } from './projectFields.ts';

const points = {
  points: {
    type: 'number',
    label: 'Points',
    passTypes: ['membership'],
    help: 'The balance, not a difference.',
  },
} satisfies Fields;

export const membership: PassKind<Member> = {
  passType: 'membership',
  projectKey: 'programId',
  issueFields: {
    programId: projectField.programId,
    tierId: variantField.tierId,
    ...points,
  },
  updateFields: {
    tierId: { ...variantField.tierId, required: false, help: 'Moves the member to this tier.' },
    ...points,
  },
  issuedStatus: 'ENROLLED',

  lookup: {
    get: (key, value, programId) =>
      key === 'id'
        ? { method: 'GET', path: '/members/member/id/{id}', params: { id: value }, answer: member }
        : {
            method: 'GET',
            path: '/members/member/externalId/{programId}/{externalId}',
            params: { programId, externalId: value },
            answer: member,
          },
    list: (programId) => ({
      path: '/members/member/list/{programId}',
      params: { programId },
      filters: 'nested',
      item: member,
    }),
    filterField: { id: 'id', externalId: 'externalId', emailAddress: 'person.emailAddress' },
    valueIn: (record) => ({
      id: record.id,
      externalId: record.externalId,
      emailAddress: record.person.emailAddress,
      project: record.programId,
    }),
  },

  issue: {
    method: 'POST',
    path: '/members/member',
    body: {
      programId: input.programId,
      tierId: input.tierId,
      externalId: input.externalId,
      person: { ...person, displayName: issuedName },
      expiryDate: input.expiryDate,
      points: input.points,
      optOut: input.optOut,
      metaData: input.metaData,
    },
    answer: idAnswer,
  },

  // PassKit may replace the custom fields as a whole, so they are merged here and sent complete.
  readsBeforeUpdate: filled(input.metaData),

  update: ({ named, existing, when }) => {
    const record = call(
      'updated',
      {
        method: 'PUT',
        path: '/members/member',
        body: {
          id: named.id,
          externalId: named.externalId,
          programId: named.project,
          person: person,
          expiryDate: input.expiryDate,
          // PassKit takes false for "not set" here: an update can switch it on only.
          optOut: choose(input.optOut, true),
          metaData: mergeMaps(existing.metaData, input.metaData),
        },
        answer: idAnswer,
      },
      {
        when: all(
          when,
          any(personFilled, filled(input.expiryDate), filled(input.optOut), filled(input.metaData)),
        ),
      },
    );
    // A call of their own each: PassKit's update of a member is not documented to move tiers, and takes
    // zero points for "not set".
    const tierChange = call(
      'tierChanged',
      {
        method: 'PUT',
        path: '/members/member/tier',
        body: {
          memberId: named.id,
          externalMemberId: named.externalId,
          programId: named.project,
          tierId: input.tierId,
        },
        answer: memberEvent,
      },
      { when: all(when, filled(input.tierId), not(equal(existing.tierId, input.tierId))) },
    );
    const balance = call(
      'pointsSet',
      {
        method: 'PUT',
        path: '/members/member/points/set',
        body: {
          id: named.id,
          externalId: named.externalId,
          programId: named.project,
          points: input.points,
          resetPoints: choose(equal(input.points, 0), true),
        },
        answer: idAnswer,
      },
      { when: all(when, filled(input.points)) },
    );
    return {
      steps: [record, tierChange, balance],
      id: orElse(record.result.id, tierChange.result.member.id, balance.result.id),
    };
  },

  expire: (existing) => ({
    method: 'PUT',
    path: '/members/member/updateExpiry',
    body: { id: existing.id, expiryDate: now },
    answer: idAnswer,
  }),

  remove: (id) => ({ method: 'DELETE', path: '/members/member', body: { id }, answer: emptyAnswer }),

  view: (record) => ({
    id: record.id,
    externalId: record.externalId,
    status: record.status,
    expiryDate: record.expiryDate,
    created: record.created,
    updated: record.updated,
    ...personView(record.person),
    programId: record.programId,
    tierId: record.tierId,
    points: record.points,
    metaData: record.metaData,
  }),

  template: {
    variantKey: 'tierId',
    call: {
      method: 'GET',
      path: '/members/tier/{programId}/{tierId}',
      params: { programId: input.programId, tierId: input.tierId },
      answer: tier,
    },
    templateKey: 'passTemplateId',
  },
  metaKeys: {
    method: 'GET',
    path: '/members/member/meta/{id}',
    params: { id: input.programId },
    answer: metaKeys,
  },
};
