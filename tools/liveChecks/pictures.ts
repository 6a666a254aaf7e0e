// What no call of this command can settle about pictures: it would need one that PassKit can fetch, and eyes to look at it.
import type { Checks } from './check.ts';

export const pictures: Checks = {
  'profile-image-url': {
    assumption:
      'PassKit fetches the profile image of a member from a public link, once, and follows redirects.',
    where: ['passes/membership.ts'],
    settles: 'POST /members/member with `profileImage` as a link, then look at the pass',
  },
  'profile-image-none': {
    assumption:
      'A program that has no profile images (PROFILE_IMAGE_NONE) refuses one, and its refusal says so.',
    where: ['passes/membership.ts', 'sandbox/images.ts'],
    settles: 'PUT /members/member with `profileImage` in such a program',
  },
  'pass-image': {
    assumption:
      'POST /images makes IDs from public links; an update replaces `passOverrides` as a whole, or at least loses nothing that is sent again.',
    where: ['creates/setPassImage.ts', 'sandbox/images.ts'],
    settles: 'Set Pass Image twice with two slots, then look at the pass',
  },
  'offer-design': {
    assumption:
      'The design of an offer names its pictures in `imageIds`, its colours as #rrggbb, and its texts by codes such as DE; GET /image/{id} answers with a https link that everybody can load.',
    where: ['redeem/offers.ts'],
    settles: 'Open the redemption page of an offer with a strip, a logo and a German title, in German',
  },
  'redeem-hold': {
    assumption:
      'VoiceOver and TalkBack press the button of the redemption page, or reach the line below it; a long touch on it opens no menu.',
    where: ['redeem/scripts.ts'],
    settles: 'Redeem once with each screen reader and once by holding, on an iPhone and an Android phone',
  },
};
