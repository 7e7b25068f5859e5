import type { CmdbApi } from './cmdb/cmdb.api.js';
import type { Lookups } from './lookups/lookups.js';
import type { MetadataApi } from './metadata/metadata.api.js';
import type { FieldsApi } from './metainfo/fields.api.js';
import type { RequestersApi } from './people/requesters.api.js';
import type { TechniciansApi } from './people/technicians.api.js';
import type { SdpUser } from './people/user.schema.js';
import type { ProjectPartsApi } from './projects/project-parts.api.js';
import type { ParentResolver } from './records/parent-resolver.js';
import type { RecordFields, RecordModule } from './records/record-module.js';
import type { RecordNotesApi } from './records/record-notes.api.js';
import type { RecordsApi } from './records/records.api.js';
import type { ConversationsApi } from './requests/conversations.api.js';
import type { NotesApi } from './requests/notes.api.js';
import type { RepliesApi } from './requests/replies.api.js';
import type { RequestsApi } from './requests/requests.api.js';
import type { SdpConnection } from './sdp-connection.js';
import type { SolutionSearch } from './solutions/solution-search.js';
import type { TopicsApi } from './solutions/topics.api.js';
import type { TemplatesApi } from './templates/templates.api.js';
import type { TicketResolver } from './tickets/ticket-resolver.js';
import type { ApprovalsApi } from './approvals/approvals.api.js';
import type { AttachmentsApi } from './attachments/attachments.api.js';
import type { HistoryApi } from './history/history.api.js';
import type { LinksApi } from './links/links.api.js';
import type { TasksApi } from './tasks/tasks.api.js';
import type { WorklogsApi } from './worklogs/worklogs.api.js';

/** ServiceDesk Plus as one person may use it, for the length of one call. */
export interface SdpApi {
  readonly connection: SdpConnection;
  readonly requests: RequestsApi;
  readonly notes: NotesApi;
  readonly conversations: ConversationsApi;
  readonly replies: RepliesApi;
  readonly technicians: TechniciansApi;
  readonly requesters: RequestersApi;
  readonly metadata: MetadataApi;
  readonly tickets: TicketResolver;
  /** Records of every module by what people call them; requests too. */
  readonly parents: ParentResolver;
  readonly approvals: ApprovalsApi;
  readonly attachments: AttachmentsApi;
  readonly history: HistoryApi;
  readonly links: LinksApi;
  readonly tasks: TasksApi;
  /** The records of a module other than requests, as its data describe them. */
  records<F extends RecordFields>(module: RecordModule<F>): RecordsApi<F>;
  /** Notes on problems, changes and releases; those on requests are `notes`. */
  readonly recordNotes: RecordNotesApi;
  /** Milestones, members and comments of projects. */
  readonly projectParts: ProjectPartsApi;
  readonly worklogs: WorklogsApi;
  /** Forms from which requests are made. */
  readonly templates: TemplatesApi;
  /** Articles of the knowledge base, by words. */
  readonly solutionSearch: SolutionSearch;
  /** Folders of the knowledge base. */
  readonly topics: TopicsApi;
  readonly lookups: Lookups;
  readonly cmdb: CmdbApi;
  /** What the portal says of the fields of its modules. */
  readonly fields: FieldsApi;
  /** The technician behind the token; kept ten minutes per connection. @throws MeUnknownError */
  me(): Promise<SdpUser>;
  /** Address of a ticket's page in the browser. @param id the long id */
  requestUrl(id: string): string;
  /** Address of a file that SDP named in an answer. @throws SdpNotFoundError when it is not on SDP's own host */
  fileUrl(contentUrl: string): string;
}
