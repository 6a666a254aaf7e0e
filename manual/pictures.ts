// The pictures of forms. They are drawn from the studio, so a step that was just added has none yet.
import { existsSync } from 'node:fs';

export const pictures = 'docs/reference/pictures';
export const pictureOf = (key: string): string => `${pictures}/${key}.png`;

/** The picture of a step's form, for its page; nothing while it is not drawn. */
export const formPicture = (key: string): string =>
  existsSync(pictureOf(key))
    ? `![The form as Zapier shows it, with an example filled in](pictures/${key}.png)`
    : '';
