import { z } from 'zod';
import { ChildCollection, type ParentPath } from '../children/child-collection.js';
import { childShape } from '../children/child-shape.js';
import type { Send } from '../http/operation.js';
import { isNoSuchPath } from '../records/path-memory.js';
import type { LookBack } from '../requests/look-back.js';
import { SdpNotOfferedError } from '../sdp-input.errors.js';
import { type Lookup, lookupOf, WireId, WireLookup, WireText } from '../wire/values.js';

/** A folder of the knowledge base. */
export interface SdpTopic {
  readonly id: string;
  readonly name: string | null;
  /** The topic above it. */
  readonly parent: Lookup | null;
}

/** What can be written of a topic. */
export interface TopicFields {
  readonly name?: string;
  /** Id of the topic it stands under. */
  readonly parentId?: string;
}

const TOPICS = childShape({
  collection: 'topics',
  entity: 'topic',
  row: z
    .object({ id: WireId, name: WireText, parent_topic: WireLookup })
    .transform(({ id, name, parent_topic }): SdpTopic => ({ id, name: name ?? null, parent: lookupOf(parent_topic) })),
  check: 'list the topics (get_metadata with topics)',
});

const TOP: ParentPath = [];
/** Topics that are looked through. */
const MOST_TOPICS = 1_000;

/** Topics of solutions (ManageEngine SDP Cloud API v3, "Topic"). Some portals were seen without them. */
export class TopicsApi {
  private readonly rows: ChildCollection<SdpTopic>;

  /** @param changed is called after a write: what is kept of the list is old then */
  constructor(
    send: Send,
    lookBack: LookBack,
    private readonly changed: () => void,
  ) {
    this.rows = new ChildCollection(TOPICS, send, lookBack);
  }

  /** As they are now. @throws SdpNotOfferedError where the portal has none */
  async list(): Promise<readonly SdpTopic[]> {
    return (await this.offered(() => this.rows.all(TOP, MOST_TOPICS))).rows;
  }

  /** @throws SdpNotOfferedError, SdpOutcomeUnknownError */
  add(fields: TopicFields & { readonly name: string }): Promise<SdpTopic> {
    return this.written(() => this.rows.add(TOP, toWire(fields), ({ name }) => name === fields.name));
  }

  /** @throws SdpNotOfferedError, SdpOutcomeUnknownError */
  update(id: string, fields: TopicFields): Promise<SdpTopic> {
    return this.written(() => this.rows.update(TOP, id, toWire(fields), (row) => says(row, fields)));
  }

  private async written(write: () => Promise<SdpTopic>): Promise<SdpTopic> {
    try {
      return await this.offered(write);
    } finally {
      this.changed();
    }
  }

  private async offered<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw isNoSuchPath(error) ? new SdpNotOfferedError('topics of solutions', { cause: error }) : error;
    }
  }
}

function toWire({ name, parentId }: TopicFields): object {
  return { ...(name !== undefined && { name }), ...(parentId !== undefined && { parent_topic: { id: parentId } }) };
}

function says(row: SdpTopic, { name, parentId }: TopicFields): boolean {
  return (name === undefined || row.name === name) && (parentId === undefined || row.parent?.id === parentId);
}
