import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { quoted } from '../text/markdown.js';
import { type Clause, comparison } from './clause.js';

const NOBODY = new Set(['unassigned', 'nobody', 'none', 'no one']);

/** Requests of a technician: a name, mail address, id, `me`, or `unassigned`. @throws UnknownNameError */
export async function technicianClause(text: string, { lookups }: SdpApi): Promise<Clause> {
  if (NOBODY.has(text.trim().toLowerCase())) {
    return { criterion: comparison('technician', 'is'), words: 'technician is nobody' };
  }
  return personClause('technician', text, await lookups.technician(text));
}

/** Requests of a requester: a name, mail address, id or `me`. @throws UnknownNameError, AmbiguousNameError */
export async function requesterClause(text: string, { lookups }: SdpApi): Promise<Clause> {
  return personClause('requester', text, await lookups.requester(text));
}

interface Person {
  readonly id?: string;
  readonly email_id?: string | null;
  readonly name?: string | null;
}

/** Requests of a person who was found already. By mail address where there is one: names are not unique. */
export function personClause(
  field: 'technician' | 'requester',
  given: string,
  { id, email_id: mail, name }: Person,
): Clause {
  const words = `${field} is ${quoted(name ?? mail ?? given)}${name && mail ? ` (${quoted(mail, 100).slice(1, -1)})` : ''}`;
  if (mail) return { criterion: comparison(`${field}.email_id`, 'is', mail), words };
  if (name) return { criterion: comparison(`${field}.name`, 'is', name), words };
  return { criterion: comparison(`${field}.id`, 'is', id ?? given), words };
}
