import { setMaxListeners } from 'node:events';
import type { Clock } from '../common/time/clock.js';
import { CmdbApi } from './cmdb/cmdb.api.js';
import type { CallContext } from './http/call-context.js';
import type { Send } from './http/operation.js';
import type { SdpHttp } from './http/sdp-http.js';
import { Lookups } from './lookups/lookups.js';
import { PeopleLookup } from './lookups/people-lookup.js';
import { MetadataApi } from './metadata/metadata.api.js';
import type { MetadataList } from './metadata/metadata.schema.js';
import { FieldsApi, type ModuleFields } from './metainfo/fields.api.js';
import { findMe } from './people/me.js';
import { RequestersApi } from './people/requesters.api.js';
import { TechniciansApi } from './people/technicians.api.js';
import type { SdpUser } from './people/user.schema.js';
import { ProjectPartsApi } from './projects/project-parts.api.js';
import { KnownRecords } from './records/known-records.js';
import { type ModuleOffer, ModuleOffers } from './records/module-offers.js';
import { ParentResolver } from './records/parent-resolver.js';
import { PathMemory } from './records/path-memory.js';
import { RecordNotesApi } from './records/record-notes.api.js';
import { RecordsApi } from './records/records.api.js';
import { requestPage } from './request-page.js';
import { AnsweredWrites } from './requests/answered-writes.js';
import { ConversationsApi } from './requests/conversations.api.js';
import type { LookBack } from './requests/look-back.js';
import { NotesApi } from './requests/notes.api.js';
import { RepliesApi } from './requests/replies.api.js';
import { RequestsApi } from './requests/requests.api.js';
import type { SdpApi } from './sdp-api.js';
import { type SdpConnection, viewKey } from './sdp-connection.js';
import { MeUnknownError } from './sdp-input.errors.js';
import { SolutionSearch } from './solutions/solution-search.js';
import { TopicsApi } from './solutions/topics.api.js';
import { DemandedFields } from './templates/demanded-fields.js';
import { TemplatesApi } from './templates/templates.api.js';
import { KnownTickets } from './tickets/known-tickets.js';
import { TicketResolver } from './tickets/ticket-resolver.js';
import { ApprovalsApi } from './approvals/approvals.api.js';
import { AttachmentsApi } from './attachments/attachments.api.js';
import { fileUrl } from './http/file-url.js';
import { apiUrl } from './http/sdp-url.js';
import { HistoryApi } from './history/history.api.js';
import { LinksApi } from './links/links.api.js';
import { TasksApi } from './tasks/tasks.api.js';
import { WorklogsApi } from './worklogs/worklogs.api.js';
import { ViewCache } from './view-cache.js';

/** Length of one tool call, in ms: its deadline, counted from `for`. */
const CALL_DEADLINE_MS = 45_000;

/** How long configured lists and "me" are kept, in ms. Tickets are never kept. */
const KEEP_MS = 10 * 60_000;

/** Makes the API of one call. Holds what all calls share: the way to SDP and what was learned of portals. */
export class SdpApiFactory {
  private readonly metadata: ViewCache<MetadataList>;
  private readonly people: ViewCache<SdpUser>;
  private readonly fields: ViewCache<ModuleFields>;
  private readonly offers: ViewCache<ModuleOffer>;
  private readonly memory = { paths: new PathMemory(), known: new KnownTickets() };
  private readonly records = new KnownRecords();
  private readonly answered = new AnsweredWrites();
  private readonly demanded = new DemandedFields();

  constructor(
    private readonly http: SdpHttp,
    private readonly clock: Clock,
  ) {
    this.metadata = new ViewCache(clock, KEEP_MS);
    this.people = new ViewCache(clock, KEEP_MS);
    this.fields = new ViewCache(clock, KEEP_MS);
    this.offers = new ViewCache(clock, KEEP_MS);
  }

  /**
   * @param signal fires when the caller went away: reads stop at once, a write that was sent is finished
   * @param waitedMs time within the call in which it waited for its person, which the deadline does not count
   */
  for(
    connection: SdpConnection,
    { signal, waitedMs = () => 0 }: { readonly signal: AbortSignal; readonly waitedMs?: () => number },
  ): SdpApi {
    const { clock, http, memory } = this;
    // A page of a hundred mails is a hundred reads, and each listens or waits; Node calls eleven listeners a leak.
    setMaxListeners(500, signal);
    const endMs = clock.nowMs() + CALL_DEADLINE_MS;
    const call: CallContext = {
      connection,
      signal,
      get deadlineMs() {
        return endMs + waitedMs();
      },
    };
    const send: Send = (operation) => http.send(operation, call);

    const lookBack = this.lookBack(call);
    const notes = new NotesApi(send, lookBack);
    const technicians = new TechniciansApi(send);
    const requesters = new RequestersApi(send, { connection, paths: memory.paths, lookBack });
    const metadata = new MetadataApi(send, call, this.metadata);
    const me = () => this.people.get(viewKey(connection), signal, () => findMe(send));
    const tickets = new TicketResolver(send, connection, memory.known);
    const offers = new ModuleOffers(send, call, this.offers);
    const parents = new ParentResolver({ send, connection, tickets, known: this.records });
    return {
      connection,
      requests: new RequestsApi(send, connection, memory, lookBack),
      notes,
      conversations: new ConversationsApi(send, notes),
      replies: new RepliesApi(
        send,
        new ConversationsApi(lookBack.send, new NotesApi(lookBack.send, lookBack)),
        lookBack,
      ),
      technicians,
      requesters,
      metadata,
      tickets,
      parents,
      approvals: new ApprovalsApi(send, connection, memory.paths, lookBack),
      attachments: new AttachmentsApi(send, connection, memory.paths, lookBack),
      history: new HistoryApi(send, connection, memory.paths),
      links: new LinksApi(send, connection, memory.paths, lookBack),
      tasks: new TasksApi(send, lookBack),
      records: (module) => new RecordsApi(module, { send, connection, known: this.records, lookBack, offers }),
      recordNotes: new RecordNotesApi(send, lookBack),
      projectParts: new ProjectPartsApi(send, lookBack),
      worklogs: new WorklogsApi(send, lookBack),
      templates: new TemplatesApi(send, connection, this.demanded),
      solutionSearch: new SolutionSearch(send),
      topics: new TopicsApi(send, lookBack, () => metadata.forget('topics')),
      lookups: new Lookups(metadata, new PeopleLookup(technicians, requesters, me)),
      cmdb: new CmdbApi(send, lookBack),
      fields: new FieldsApi(send, call, { cache: this.fields, paths: memory.paths }),
      me,
      fileUrl: (url) => fileUrl(apiUrl(http.baseUrl(call), connection.portal), url),
      requestUrl: (id) => requestPage(http.baseUrl(call), connection.portal, id),
    };
  }

  /** A look for the effect of a write is finished whether or not its caller still listens: the outcome is stored. */
  private lookBack(call: CallContext): LookBack {
    const { clock, http, answered } = this;
    const { signal } = new AbortController();
    setMaxListeners(500, signal);
    const send: Send = (operation) => http.send(operation, { ...call, signal });
    const me = () =>
      this.people
        .get(viewKey(call.connection), signal, () => findMe(send))
        .catch((error: unknown) => {
          if (error instanceof MeUnknownError) return undefined;
          throw error;
        });
    return { send, me, clock, answered };
  }
}
