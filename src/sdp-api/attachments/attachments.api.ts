import { z } from 'zod';
import { type BinaryContent, BinaryReader } from '../http/binary-content.js';
import type { Send } from '../http/operation.js';
import { listOperation, rowsOf } from '../list-info.js';
import { entityOf } from '../records/entity-reader.js';
import { PARENT_DATA, type ParentModule, type ParentRef, parentPath } from '../records/parent-ref.js';
import { isNoSuchPath, type PathMemory } from '../records/path-memory.js';
import type { LookBack } from '../requests/look-back.js';
import { orLookedUp } from '../requests/read-back.js';
import { SdpNotFoundError, SdpUnavailableError } from '../sdp-api.errors.js';
import type { SdpConnection } from '../sdp-connection.js';
import { SdpAttachment } from './attachment.schema.js';

const WithAttachments = z.object({ attachments: z.array(SdpAttachment).nullish() });
const ROWS = rowsOf(SdpAttachment, 'attachments');
const READERS = new Map(
  Object.entries(PARENT_DATA).map(([module, { entity }]) => [
    module as ParentModule,
    entityOf(WithAttachments, entity),
  ]),
);

/** Nothing is read of the answer but that it is no refusal. */
const Accepted = z.unknown();
const CHECK = 'list the attachments of the record (list_attachments) and look for the file';
const MOST = 100;

/** How a portal takes a file. */
interface Spelling {
  readonly method: 'POST' | 'PUT';
  readonly part: string;
  readonly field: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Cloud's way to upload, then the one of the MSP and on-premises editions (ManageEngine's pages on each). */
const UPLOADS: readonly [Spelling, Spelling] = [
  { method: 'POST', part: '_uploads', field: 'filename', fields: { addtoattachment: 'true' } },
  { method: 'PUT', part: 'upload', field: 'input_file', fields: {} },
];

/** Where a file is read when its own address does not answer (seen in use), and the other editions' way. */
const DOWNLOADS = ['_uploads', 'attachments'] as const;

/** Files on records: of a request, problem, change, release, project, task or solution. */
export class AttachmentsApi {
  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly paths: PathMemory,
    private readonly lookBack: LookBack,
  ) {}

  /** They are part of the record itself; where it has none of them, of a list of its own. */
  async list(parent: ParentRef, send = this.send): Promise<readonly SdpAttachment[]> {
    const path = parentPath(parent);
    const answer = READERS.get(parent.module) ?? entityOf(WithAttachments, parent.module);
    const { attachments } = await send({ method: 'GET', path, answer });
    if (attachments) return attachments;
    try {
      const page = await send(listOperation({ path: [...path, 'attachments'], rows: ROWS, rowCount: MOST }));
      return page.rows;
    } catch (error) {
      if (isNoSuchPath(error)) return [];
      throw error;
    }
  }

  /**
   * What the file holds; never more than the transport's limit of 8 MB.
   * @throws SdpNotFoundError when no address of it answers, SdpUnavailableError when it is too large
   */
  async read(parent: ParentRef, attachment: SdpAttachment): Promise<BinaryContent> {
    const content = await this.download(parent, attachment);
    // A login or captive page in front of SDP comes under 200 as well.
    if (/html/i.test(content.claimedType ?? '') && !/\.x?html?$/i.test(attachment.name ?? '')) {
      throw new SdpUnavailableError('ServiceDesk Plus answered with a page instead of the file.');
    }
    return content;
  }

  private async download(parent: ParentRef, { id, content_url: url }: SdpAttachment): Promise<BinaryContent> {
    const path = parentPath(parent);
    if (url !== null) {
      try {
        return await this.send({ method: 'GET', path: [...path, '_uploads', id], fileUrl: url, answer: BinaryReader });
      } catch (error) {
        if (!(error instanceof SdpNotFoundError) && !isNoSuchPath(error)) throw error;
      }
    }
    return this.paths.first(this.connection, 'attachments.download', DOWNLOADS, (part) =>
      this.send({ method: 'GET', path: [...path, part, id, 'download'], answer: BinaryReader }),
    );
  }

  /**
   * Uploads a file and finds it on the record.
   *
   * @returns undefined when SDP took it and the record does not show it
   * @throws SdpOutcomeUnknownError when the answer was lost and the file is not there
   */
  async add(parent: ParentRef, name: string, bytes: Uint8Array): Promise<SdpAttachment | undefined> {
    const before = new Set((await this.list(parent)).map(({ id }) => id));
    const added = async (): Promise<SdpAttachment | undefined> =>
      (await this.list(parent, this.lookBack.send)).find(
        (one) => !before.has(one.id) && (one.name === name || one.size === bytes.length),
      );
    const path = parentPath(parent);
    const outcome = await orLookedUp<{ readonly found: SdpAttachment | undefined }>(
      async () => {
        await this.paths.first(this.connection, 'attachments.add', UPLOADS, ({ method, part, field, fields }) =>
          this.send({ method, path: [...path, part], file: { field, name, bytes, fields }, answer: Accepted }),
        );
        return { found: await added() };
      },
      async () => {
        const found = await added();
        return found && { found };
      },
      CHECK,
    );
    return outcome.found;
  }
}
