import type { Criterion } from '../criteria.js';
import { isId } from '../http/sdp-url.js';
import { ALL_KINDS, type MetadataKind } from '../metadata/metadata-kinds.js';
import type { MetadataApi } from '../metadata/metadata.api.js';
import type { MetadataParent, MetadataRow } from '../metadata/metadata.schema.js';
import type { SdpUser, UserRef } from '../people/user.schema.js';
import { UnknownNameError } from '../sdp-input.errors.js';
import { closestNames } from '../../common/text/closest-names.js';
import { bare, folded } from '../../common/text/folded.js';
import type { LookupRef } from './lookup-ref.js';
import type { PeopleLookup } from './people-lookup.js';
import { shownName } from './shown-name.js';
import { criterionWithoutList, isMeantBy, type StatusWord } from './status-words.js';

export { STATUS_WORDS, type StatusWord } from './status-words.js';

/** Shorter digits are more likely a name, such as a priority called "1". */
const SHORTEST_ID = 13;

/**
 * Turns the names people use into what SDP takes. Case, accents and spaces do not matter, an id is as good as a name,
 * and the numbering some portals put before names may be left out ("High" for "3 - High").
 *
 * Every method throws UnknownNameError with the closest names when the list is known and the text is not in it. When
 * SDP does not give the list to this person, the text goes to SDP as it is, which then judges it.
 */
export class Lookups {
  constructor(
    private readonly metadata: MetadataApi,
    private readonly people: PeopleLookup,
  ) {}

  status(text: string): Promise<LookupRef> {
    return this.value('statuses', text);
  }

  priority(text: string): Promise<LookupRef> {
    return this.value('priorities', text);
  }

  urgency(text: string): Promise<LookupRef> {
    return this.value('urgencies', text);
  }

  impact(text: string): Promise<LookupRef> {
    return this.value('impacts', text);
  }

  level(text: string): Promise<LookupRef> {
    return this.value('levels', text);
  }

  mode(text: string): Promise<LookupRef> {
    return this.value('modes', text);
  }

  requestType(text: string): Promise<LookupRef> {
    return this.value('request_types', text);
  }

  category(text: string): Promise<LookupRef> {
    return this.value('categories', text);
  }

  /** @param category as `category` gave it */
  async subcategory(text: string, { id }: LookupRef): Promise<LookupRef> {
    return id === undefined ? { name: text } : this.value('subcategories', text, { category: id });
  }

  /** @param category as `category` gave it @param subcategory as `subcategory` gave it */
  async item(text: string, { id: category }: LookupRef, { id: subcategory }: LookupRef): Promise<LookupRef> {
    if (category === undefined || subcategory === undefined) return { name: text };
    return this.value('items', text, { category, subcategory });
  }

  group(text: string): Promise<LookupRef> {
    return this.value('groups', text);
  }

  site(text: string): Promise<LookupRef> {
    return this.value('sites', text);
  }

  template(text: string): Promise<LookupRef> {
    return this.value('request_templates', text);
  }

  closureCode(text: string): Promise<LookupRef> {
    return this.value('request_closure_codes', text);
  }

  /** @param text name, mail address, id or `me` @throws UnknownNameError, AmbiguousNameError, MeUnknownError */
  technician(text: string): Promise<SdpUser> {
    return this.people.technician(text);
  }

  /**
   * A person who may not read requesters gets the text back as a reference for SDP to judge.
   * @param text name, mail address, id or `me` @throws UnknownNameError, AmbiguousNameError
   */
  requester(text: string): Promise<UserRef> {
    return this.people.requester(text);
  }

  /**
   * The statuses a word covers, judged by their flags and internal names, never by what the portal calls them. Where
   * the list is not known, those that were seen on recent requests.
   */
  async statusesMeaning(word: StatusWord): Promise<readonly MetadataRow[]> {
    return (await this.metadata.list('statuses')).filter((status) => isMeantBy(word, status));
  }

  /** The same as a search; works without the list of statuses too. */
  async statusCriterion(word: StatusWord): Promise<Criterion> {
    const { rows, source } = await this.metadata.read('statuses');
    const ids = rows.filter((status) => isMeantBy(word, status)).map(({ id }) => id);
    if (source === 'seen' || ids.length === 0) return criterionWithoutList(word);
    return { field: 'status.id', condition: 'is', values: ids };
  }

  /** A value of any configured list. Subcategories and items need the ids above them. */
  async value(kind: MetadataKind, text: string, parent?: MetadataParent): Promise<LookupRef> {
    const { rows, source } = await this.metadata.read(kind, parent);
    const row = match(rows, text);
    if (row) return { id: row.id, name: row.name };
    if (source === 'seen') return unlisted(kind, text);
    const names = rows.map(({ name }) => shownName(name));
    throw new UnknownNameError(ALL_KINDS[kind].label, text, closestNames(names, text), names);
  }
}

/** The text for SDP to judge, spelled as portals usually spell it. */
function unlisted(kind: MetadataKind, text: string): LookupRef {
  if (isId(text) && text.length >= SHORTEST_ID) return { id: text };
  const { usual = [] } = ALL_KINDS[kind];
  return { name: usual.find((name) => folded(name) === folded(text)) ?? text };
}

/** By id, by name, then by name without numbering, when only one has it. */
function match(rows: readonly MetadataRow[], text: string): MetadataRow | undefined {
  const trimmed = text.trim();
  const same = rows.find(({ id, name }) => id === trimmed || folded(name) === folded(trimmed));
  if (same) return same;
  const wanted = bare(trimmed);
  const alike = wanted === '' ? [] : rows.filter(({ name }) => bare(name) === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}
