// Memberships: a member enrolled in a tier of a program. The program holds the external IDs.
import {
  all,
  any,
  equal,
  filled,
  mergeMaps,
  not,
  now,
  orElse,
  type Value,
  when,
} from '../operation/expression.ts';
import { type Field, type Fields, inputsOf } from '../operation/field.ts';
import { call, type List } from '../operation/step.ts';
import {
  count,
  emptyAnswer,
  idAnswer,
  type Member,
  member,
  memberEvent,
  metaKeys,
  project,
  tier,
} from '../passkit/objects.ts';
import { dropdown, passName, projectList } from './dropdown.ts';
import { commonFields, externalIdField } from './fields.ts';
import type { PassKind } from './passKind.ts';
import { holderGiven, issuedName, person, personFields, personView } from './person.ts';

export const programId = {
  type: 'text',
  label: 'Program',
  required: true,
  dropdown: 'program_list',
  help: 'The membership program.',
} satisfies Field;

const tierId = { type: 'text', label: 'Tier', required: true, dropdown: 'tier_list' } satisfies Field;

const points = {
  points: { type: 'number', label: 'Points', help: 'The balance, not a difference.' },
} satisfies Fields;

const listOf = (programId: Value<unknown>): List<Member> => ({
  path: '/members/member/list/{programId}',
  params: { programId },
  filters: 'nested',
  item: member,
});
const picture = {
  profileImage: {
    type: 'url',
    label: 'Profile Image URL',
    help: 'A public link to a picture of the holder. PassKit fetches it once; the program must allow profile images.',
  },
} satisfies Fields;

const input = inputsOf({
  programId,
  tierId,
  ...points,
  ...picture,
  externalId: externalIdField,
  ...personFields,
  ...commonFields,
});

export const membership: PassKind<Member> = {
  passType: 'membership',
  label: 'Membership',
  protocol: { name: 'MEMBERSHIP', number: '100' },
  project: { key: 'programId', field: programId },
  issueFields: { tierId, ...points, ...picture },
  updateFields: {
    tierId: { ...tierId, required: false, help: 'Moves the member to this tier.' },
    ...points,
    ...picture,
  },
  output: {
    programId: { label: 'Program ID', type: 'text' },
    tierId: { label: 'Tier ID', type: 'text' },
    points: { label: 'Points', type: 'number' },
  },
  sample: {
    programId: '2aBcDeFgHiJkLmNoPqRsTu',
    tierId: 'gold',
    points: 120,
  },
  statuses: {
    ENROLLED: 'Enrolled',
    ACTIVE: 'Active',
    CHECKED_IN: 'Checked In',
    CHECKED_OUT: 'Checked Out',
    EXPIRED: 'Expired',
  },
  issuedStatus: 'ENROLLED',

  lookup: {
    get: (key, value, programId) =>
      key === 'id'
        ? {
            effect: 'reads',
            method: 'GET',
            path: '/members/member/id/{id}',
            params: { id: value },
            answer: member,
          }
        : {
            effect: 'reads',
            method: 'GET',
            path: '/members/member/externalId/{programId}/{externalId}',
            params: { programId, externalId: value },
            answer: member,
          },
    list: listOf,
    filterField: { id: 'id', externalId: 'externalId', emailAddress: 'person.emailAddress' },
    valueIn: (record) => ({
      id: record.id,
      externalId: record.externalId,
      emailAddress: record.person.emailAddress,
      project: record.programId,
    }),
  },

  count: (programId, filters) => ({
    effect: 'reads',
    method: 'POST',
    path: '/members/count/{programId}',
    params: { programId },
    body: { filters },
    answer: count,
  }),

  issue: {
    effect: 'adds',
    method: 'POST',
    path: '/members/member',
    body: {
      programId: input.programId,
      tierId: input.tierId,
      externalId: input.externalId,
      person: { ...person, displayName: issuedName },
      expiryDate: input.expiryDate,
      points: input.points,
      profileImage: input.profileImage,
      optOut: input.optOut,
      metaData: input.metaData,
    },
    answer: idAnswer,
  },

  // PassKit may replace the custom fields as a whole, so they are merged here and sent complete.
  readsBeforeUpdate: filled(input.metaData),

  update: ({ named, existing, custom, when: due }) => {
    const record = call(
      'updated',
      {
        effect: 'sets',
        method: 'PUT',
        path: '/members/member',
        body: {
          id: named.id,
          externalId: named.externalId,
          programId: named.project,
          person: person,
          expiryDate: input.expiryDate,
          profileImage: input.profileImage,
          // PassKit takes false for "not set" here: an update can switch it on only.
          optOut: when(input.optOut, true),
          metaData: mergeMaps(existing.metaData, custom),
        },
        answer: idAnswer,
      },
      {
        when: all(
          due,
          any(
            holderGiven.result,
            filled(orElse<unknown>(input.expiryDate, input.profileImage, input.optOut, custom)),
          ),
        ),
      },
    );
    // A call of their own each: PassKit's update of a member is not documented to move tiers, and takes
    // zero points for "not set".
    const tierChange = call(
      'tierChanged',
      {
        effect: 'sets',
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
      { when: all(due, filled(input.tierId), not(equal(existing.tierId, input.tierId))) },
    );
    const balance = call(
      'pointsSet',
      {
        effect: 'sets',
        method: 'PUT',
        path: '/members/member/points/set',
        body: {
          id: named.id,
          externalId: named.externalId,
          programId: named.project,
          points: input.points,
          resetPoints: when(equal(input.points, 0), true),
        },
        answer: idAnswer,
      },
      { when: all(due, filled(input.points)) },
    );
    return {
      steps: [record, tierChange, balance],
      id: orElse(record.result.id, tierChange.result.member.id, balance.result.id),
    };
  },

  override: (existing, passOverrides) => ({
    effect: 'sets',
    method: 'PUT',
    path: '/members/member',
    body: { id: existing.id, passOverrides },
    answer: idAnswer,
  }),

  expire: (existing) => ({
    effect: 'ends',
    method: 'PUT',
    path: '/members/member/updateExpiry',
    body: { id: existing.id, expiryDate: now },
    answer: idAnswer,
  }),

  remove: (id) => ({
    effect: 'ends',
    method: 'DELETE',
    path: '/members/member',
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
    programId: record.programId,
    tierId: record.tierId,
    points: record.points,
    metaData: record.metaData,
  }),

  delivered: {
    externalId: 'members.member.externalId',
    status: 'members.member.status',
    tierId: 'members.tier.id',
    points: 'members.member.points',
  },

  events: [
    {
      event: 'MEMBER_EVENT_ENROLLED',
      number: '1',
      key: 'new_member',
      noun: 'Member',
      label: 'New Member',
      description: 'Triggers when a new member is enrolled.',
    },
  ],

  eventIds: { key: 'membershipEvents', prefix: 'MEMBER_EVENT_' },

  template: {
    variantKey: 'tierId',
    call: {
      effect: 'reads',
      method: 'GET',
      path: '/members/tier/{programId}/{tierId}',
      params: { programId: input.programId, tierId: input.tierId },
      answer: tier,
    },
    templateKey: 'passTemplateId',
  },
  metaKeys: {
    effect: 'reads',
    method: 'GET',
    path: '/members/member/meta/{id}',
    params: { id: input.programId },
    answer: metaKeys,
  },

  dropdowns: [
    projectList('membership', 'program_list', 'Program', '/members/programs/list', project),
    dropdown({
      key: 'tier_list',
      noun: 'Tier',
      sources: {
        membership: {
          needs: ['programId'],
          list: {
            path: '/members/tiers/list',
            body: { programId: input.programId },
            filters: 'nested',
            item: tier,
          },
        },
      },
      id: (item) => item.id,
      name: (item) => orElse(item.name, item.id),
      // The ID of a tier is chosen by people. What is written in small letters is taken for one.
      byName: { key: 'name', ids: '^[a-z0-9_-]+$' },
    }),
    dropdown<Member>({
      key: 'member_list',
      noun: 'Member',
      ofPasses: true,
      sources: { membership: { needs: ['programId'], list: listOf(input.programId) } },
      id: (item) => item.id,
      name: (item) => passName(item, item.externalId),
    }),
  ],
};
