import { z } from 'zod';

import type { SdpUser } from '../../sdp-api/people/user.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';

/** A person as tools show them inside something else. */
export const PersonView = z.object({ name: z.string(), email: z.string().optional(), id: z.string() });

export type PersonView = z.output<typeof PersonView>;

export function personOf(user: SdpUser): PersonView {
  const email = user.email_id === null ? undefined : cleanLine(user.email_id, 254);
  return { name: nameOf(user), ...(email === undefined ? {} : { email }), id: user.id };
}

/** What a person is called: their name, else their mail address, else their id. */
export function nameOf(user: SdpUser): string {
  return cleanLine(user.name ?? user.email_id ?? user.id, 120);
}

/** `Anna Lind (anna@example.org)`, safe for a line of Markdown. */
export function personText({ name, email }: PersonView): string {
  return email === undefined || email === name ? inline(name) : `${inline(name)} (${inline(email)})`;
}
