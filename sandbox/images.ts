// Pictures: of the holder of a membership, and of a pass. PassKit takes a link or base64. The sandbox fetches nothing;
// a fault on the call stands for a picture that cannot be fetched.
import { invalid } from './errors.ts';
import { newId } from './ids.ts';
import { child, type Message, text } from './messages.ts';
import type { Store } from './store.ts';

/** Refuses what is neither a link nor base64. */
export function checkImage(name: string, value: string): void {
  const link = /^https?:\/\/[^\s/]\S*$/i.test(value);
  const base64 = /^(?:data:image\/[\w+.-]+;base64,)?[A-Za-z0-9+/]{16,}={0,2}$/.test(value);
  if (!link && !base64) throw invalid(`image data of ${name} is neither a url nor base64`);
}

/** The picture of a member, which a program may not have. That PassKit refuses it then is UNVERIFIED. */
export function checkProfileImage(program: Message, sent: Message): void {
  const image = text(sent, 'profileImage');
  if (image === '') return;
  if (program.profileImageSettings === 'PROFILE_IMAGE_NONE')
    throw invalid('profile images are not enabled for this program');
  checkImage('profileImage', image);
}

/** POST /images: an id for each slot. */
export function createImages(_store: Store, sent: Message): Message {
  const data = Object.entries(child(sent, 'imageData') ?? {});
  if (text(sent, 'name') === '' || data.length === 0)
    throw invalid('validation err: name and imageData are required');
  return Object.fromEntries(
    data.map(([slot, value]) => {
      checkImage(slot, String(value));
      return [slot, newId()];
    }),
  );
}
