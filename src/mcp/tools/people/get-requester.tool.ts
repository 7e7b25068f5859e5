import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { requesterOf, requesterText, RequesterView } from '../../views/requester.view.js';
import { RequestRow, rowOf, rowsTable } from '../../views/request-row.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { requester } from '../params.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { oneRequester } from './one-requester.js';

/** Open tickets shown; more of them are read with list_requests. */
const SHOWN = 25;

export const getRequester = defineSdpTool({
  name: 'get_requester',
  title: 'Get a requester',
  description:
    'Read one person who asks for help: mail address, phone number, department, and their open tickets, newest first. Takes a name, a mail address or an id. For tickets that are closed, use list_requests with requester.',
  toolsets: ['people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ'],
  operations: ['requesters.list', 'requesters.get', 'users.list', 'users.get', 'requests.list'],
  input: z.strictObject({ requester }),
  output: RequesterView.extend({
    open_requests: z.array(RequestRow).optional(),
    open_count: z.number().optional(),
    missing_parts: z.array(MissingPart),
  }),

  async handler(input, { sdp, clock, signal }) {
    const person = await oneRequester(sdp, input.requester);
    const parts = new Parts(signal);
    const open = await parts.read(
      'open requests',
      sdp.lookups.statusCriterion('open').then((status) =>
        sdp.requests.list({
          where: { all: [{ field: 'requester.id', condition: 'is', values: [person.id] }, status] },
          rowCount: SHOWN,
          totalCount: true,
        }),
      ),
    );
    return {
      ...requesterOf(person),
      ...(open && { open_requests: open.rows.map((request) => rowOf(request, clock.now())) }),
      ...(open?.totalCount === undefined ? {} : { open_count: open.totalCount }),
      missing_parts: parts.missing,
    };
  },

  markdown({ open_requests: open, open_count: count, missing_parts, ...person }) {
    const shown = open?.length ?? 0;
    return paragraphs(
      `Requester ${inline(person.name)}`,
      requesterText(person),
      open && (shown === 0 ? 'No open requests.' : `Open requests: ${count ?? shown}${more(count, shown)}`),
      open && rowsTable(open),
      missingText(missing_parts),
      shown === 0 ? undefined : UNTRUSTED_NOTICE,
    );
  },
});

function more(count: number | undefined, shown: number): string {
  return count !== undefined && count > shown ? `, the newest ${shown} of them; list_requests lists all` : '';
}
