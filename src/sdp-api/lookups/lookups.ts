import type { Criterion } from '../criteria.js';
import type { MetadataRow } from '../metadata/metadata.schema.js';
import type { SdpUser, UserRef } from '../people/user.schema.js';
import type { LookupRef } from './lookup-ref.js';

/** Words for groups of statuses that hold in every portal, whatever its statuses are called. */
export const STATUS_WORDS = ['open', 'closed', 'on_hold', 'resolved', 'cancelled'] as const;

/**
 * `open`: not finished, on hold or not. `closed`: finished in any way, so resolved and cancelled too. `on_hold`: not
 * finished, clock standing still. `resolved`, `cancelled`: that status alone.
 */
export type StatusWord = (typeof STATUS_WORDS)[number];

/**
 * Turns the names people use into what SDP takes. Case and spaces do not matter, and an id is as good as a name.
 *
 * Every method throws UnknownNameError with the closest names when the list is known and the text is not in it. When
 * SDP does not give the list to this person, the text goes to SDP as it is, which then judges it.
 */
export class Lookups {
  async status(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async priority(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async urgency(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async impact(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async level(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async mode(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async requestType(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async category(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  /** @param category as `category` gave it */
  async subcategory(text: string, category: LookupRef): Promise<LookupRef> {
    throw new Error(`not written: ${text} ${String(category)}`);
  }
  /** @param category as `category` gave it @param subcategory as `subcategory` gave it */
  async item(text: string, category: LookupRef, subcategory: LookupRef): Promise<LookupRef> {
    throw new Error(`not written: ${text} ${String(category)} ${String(subcategory)}`);
  }
  async group(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async site(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async template(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }
  async closureCode(text: string): Promise<LookupRef> {
    throw new Error(`not written: ${text}`);
  }

  /** @param text name, mail address, id or `me` @throws UnknownNameError, AmbiguousNameError, MeUnknownError */
  async technician(text: string): Promise<SdpUser> {
    throw new Error(`not written: ${text}`);
  }

  /**
   * @param text name, mail address, id or `me` @throws UnknownNameError, AmbiguousNameError
   * A person who may not read requesters gets the text back as a reference for SDP to judge.
   */
  async requester(text: string): Promise<UserRef> {
    throw new Error(`not written: ${text}`);
  }

  /** The statuses a word covers, judged by their flags and internal names, never by what the portal calls them. */
  async statusesMeaning(word: StatusWord): Promise<readonly MetadataRow[]> {
    throw new Error(`not written: ${word}`);
  }

  /** The same as a search; works without the list of statuses too. */
  async statusCriterion(word: StatusWord): Promise<Criterion> {
    throw new Error(`not written: ${word}`);
  }
}
