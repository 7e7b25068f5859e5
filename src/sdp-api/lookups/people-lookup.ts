import { isId } from '../http/sdp-url.js';
import { matchOf } from '../people/match-person.js';
import type { RequestersApi } from '../people/requesters.api.js';
import type { TechniciansApi } from '../people/technicians.api.js';
import type { SdpUser, UserRef } from '../people/user.schema.js';
import { SdpForbiddenError, SdpNotFoundError, SdpScopeMissingError, SdpUnauthorizedError } from '../sdp-api.errors.js';
import { AmbiguousNameError, UnknownNameError } from '../sdp-input.errors.js';
import { shownName } from './shown-name.js';

type Directory = Pick<TechniciansApi | RequestersApi, 'get' | 'find' | 'findSimilar'>;

const SHORTEST_ID = 13;

/** Finds the one person that a name, mail address, id or `me` means. */
export class PeopleLookup {
  constructor(
    private readonly technicians: TechniciansApi,
    private readonly requesters: RequestersApi,
    private readonly me: () => Promise<SdpUser>,
  ) {}

  async technician(text: string): Promise<SdpUser> {
    return this.find('technician', this.technicians, text.trim());
  }

  async requester(text: string): Promise<UserRef> {
    const wanted = text.trim();
    try {
      return await this.find('requester', this.requesters, wanted);
    } catch (error) {
      if (!isWithheld(error)) throw error;
      return wanted.includes('@') ? { email_id: wanted } : { name: wanted };
    }
  }

  private async find(field: string, directory: Directory, text: string): Promise<SdpUser> {
    if (text.toLowerCase() === 'me') return this.me();
    if (isId(text) && text.length >= SHORTEST_ID) return this.byId(field, directory, text);
    const found = await directory.find(text);
    const person = best(field, found, text);
    if (person) return person;
    // SDP compares letter by letter; accents and "Reyes, Dana" are found among names that begin alike.
    const similar = await directory.findSimilar(text);
    const unfolded = best(field, similar, text);
    if (unfolded) return unfolded;
    const proposed = found.length > 0 ? found : similar;
    throw new UnknownNameError(field, text, proposed.slice(0, 5).map(described), []);
  }

  private async byId(field: string, directory: Directory, id: string): Promise<SdpUser> {
    try {
      return await directory.get(id);
    } catch (error) {
      if (!(error instanceof SdpNotFoundError)) throw error;
      throw new UnknownNameError(field, id, [], [], { cause: error });
    }
  }
}

/**
 * The best kind of match counts, and only when one person has it: a mail address, the whole name, a word of the name.
 * Anything less is a question back, for a ticket at the wrong desk costs more than an answer.
 * @throws AmbiguousNameError
 */
function best(field: string, people: readonly SdpUser[], text: string): SdpUser | undefined {
  for (const kind of ['mail', 'name', 'part of the name'] as const) {
    const [only, ...more] = people.filter((person) => matchOf(person, text) === kind);
    if (only && more.length === 0) return only;
    if (only) throw new AmbiguousNameError(field, text, [only, ...more].map(described));
  }
  return undefined;
}

function described({ name, email_id: mail }: SdpUser): string {
  const shown = shownName(name ?? '');
  return mail && /^[^\s<>"'`]+@[^\s<>"'`]+$/.test(mail) ? `${shown} (${mail})` : shown;
}

/** SDP does not let this person read the directory. */
function isWithheld(error: unknown): boolean {
  return [SdpForbiddenError, SdpNotFoundError, SdpScopeMissingError, SdpUnauthorizedError].some(
    (kind) => error instanceof kind,
  );
}
