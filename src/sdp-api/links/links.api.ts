import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { rowsOf } from '../list-info.js';
import { displayIdOf } from '../records/display-id.js';
import { isNoSuchPath, type PathMemory } from '../records/path-memory.js';
import type { LookBack } from '../requests/look-back.js';
import { orLookedUp } from '../requests/read-back.js';
import { SdpNotFoundError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import { SdpNotOfferedError } from '../sdp-input.errors.js';
import { WireId, WireText } from '../wire/values.js';

/** A request that is linked to another one. `comments` is plain text. */
const SdpLink = z
  .object({
    linked_request: z.object({ id: WireId, display_id: z.unknown().optional(), subject: WireText }),
    comments: WireText,
  })
  .transform(({ linked_request: { id, display_id: number, subject }, comments }) => ({
    id,
    number: displayIdOf(number),
    subject: subject ?? null,
    comments: comments ?? null,
  }));

export type SdpLink = z.output<typeof SdpLink>;

const ROWS = rowsOf(SdpLink, 'link_requests');

/** Nothing is read of the answer but that it is no refusal. */
const Accepted = z.unknown();
const CHECK_LINKS = 'list the linked requests (list_linked_requests)';
const CHECK_MERGED = 'read both requests (get_request) and look whether the merged one is gone';
const CHECK_TRASH = 'read the request (get_request): one in the trash is not found';

/** No page that could be read shows how requests are merged; the name follows the other operations. */
const MERGES = ['merge_requests', 'merge'] as const;

/** What ties requests together, and what takes them away: links, merging, the trash. Ids are the long ones. */
export class LinksApi {
  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly paths: PathMemory,
    private readonly lookBack: LookBack,
  ) {}

  async list(id: string, send = this.send): Promise<readonly SdpLink[]> {
    return (await send({ method: 'GET', path: ['requests', id, 'link_requests'], answer: ROWS })).rows;
  }

  /** Links show from both ends. @throws SdpOutcomeUnknownError */
  add(id: string, others: readonly string[], comments: string | undefined): Promise<readonly SdpLink[]> {
    const input = {
      link_requests: others.map((other) => ({
        linked_request: { id: other },
        ...(comments !== undefined && { comments }),
      })),
    };
    return this.writeLinks(id, others, true, () =>
      this.send({ method: 'POST', path: ['requests', id, 'link_requests'], input, answer: Accepted }),
    );
  }

  /** The body goes in the query (seen in a public integration's recorded calls). @throws SdpOutcomeUnknownError */
  remove(id: string, others: readonly string[]): Promise<readonly SdpLink[]> {
    const input = { link_requests: others.map((other) => ({ linked_request: { id: other } })) };
    return this.writeLinks(id, others, false, () =>
      this.send({ method: 'DELETE', path: ['requests', id, 'link_requests'], input, answer: Accepted }),
    );
  }

  /**
   * Merges requests into one: their mails and notes move there, and they are no more.
   * @throws SdpNotOfferedError where the portal has no such operation, SdpOutcomeUnknownError
   */
  async merge(id: string, others: readonly string[]): Promise<void> {
    const input = { merge_requests: others.map((other) => ({ id: other })) };
    await orLookedUp<unknown>(
      async () => {
        await this.offered('merging requests', id, MERGES, (part) =>
          this.send({ method: 'PUT', path: ['requests', id, part], input, answer: Accepted }),
        );
        return true;
      },
      async () => ((await this.areGone(others)) ? true : undefined),
      CHECK_MERGED,
    );
  }

  /** Into the trash, from where it can be brought back. @throws SdpOutcomeUnknownError */
  async trash(id: string): Promise<void> {
    await orLookedUp<unknown>(
      async () => {
        await this.send({ method: 'DELETE', path: ['requests', id], answer: Accepted });
        return true;
      },
      async () => ((await this.areGone([id])) ? true : undefined),
      CHECK_TRASH,
    );
  }

  /**
   * Out of the trash.
   * @throws SdpNotOfferedError where the portal has no such operation, or no such request in its trash
   */
  async restore(id: string): Promise<void> {
    await orLookedUp<unknown>(
      async () => {
        try {
          await this.paths.run(this.connection, 'restore_from_trash', (part) =>
            this.send({ method: 'PUT', path: ['requests', id, part], answer: Accepted }),
          );
        } catch (error) {
          // A request that is not in the trash is not what stands in the way when it can be read.
          if (!isNoSuchPath(error) || !(await this.areGone([id]))) throw error;
          throw new SdpNotOfferedError('bringing this request back from the trash', { cause: error });
        }
        return true;
      },
      async () => ((await this.areGone([id])) ? undefined : true),
      CHECK_TRASH,
    );
  }

  private async writeLinks(
    id: string,
    others: readonly string[],
    wanted: boolean,
    write: () => Promise<unknown>,
  ): Promise<readonly SdpLink[]> {
    const look = (): Promise<readonly SdpLink[]> => this.list(id, this.lookBack.send);
    return orLookedUp(
      async () => {
        await write();
        return look();
      },
      async () => {
        const links = await look();
        const present = new Set(links.map((link) => link.id));
        return others.every((other) => present.has(other) === wanted) ? links : undefined;
      },
      CHECK_LINKS,
    );
  }

  /** Tries one name after the other; none of them being there means that the portal does not offer it. */
  private async offered<T>(
    what: string,
    id: string,
    names: readonly [string, ...string[]],
    call: (part: string) => Promise<T>,
  ): Promise<T> {
    let refusal: unknown;
    for (const name of names) {
      try {
        return await this.paths.run(this.connection, name, call);
      } catch (error) {
        if (!isNoSuchPath(error)) throw error;
        refusal = error;
      }
    }
    if (await this.areGone([id])) throw refusal;
    throw new SdpNotOfferedError(what, { cause: refusal });
  }

  private async areGone(ids: readonly string[]): Promise<boolean> {
    const gone = await Promise.all(
      ids.map((id) =>
        this.lookBack.send({ method: 'GET', path: ['requests', id], answer: Accepted }).then(
          () => false,
          (error: unknown) => {
            if (error instanceof SdpNotFoundError) return true;
            throw error;
          },
        ),
      ),
    );
    return gone.every(Boolean);
  }
}
