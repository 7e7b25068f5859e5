import { z } from 'zod';

import { inline } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { rowId } from '../parent-params.js';
import { ToolInputError } from '../tool.errors.js';

/** Digits; shorter ones are numbers as people use them. */
const SHORTEST_ID = 13;

export const restoreRequest = defineSdpTool({
  name: 'restore_request',
  title: 'Restore a request',
  description:
    'Bring a request (ticket) back from the trash, where delete_request put it. Needs its long id: requests in the trash are not found by number. Not every portal offers it.',
  toolsets: ['requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.restore'],
  input: z.strictObject({ request_id: rowId('Long id of the request') }),
  output: WrittenRequest,

  async handler({ request_id: id }, { sdp, clock }) {
    if (id.length < SHORTEST_ID) {
      throw new ToolInputError(
        `${id} is a number of a request, not its long id.`,
        'Requests in the trash are not found by number: the answer of delete_request has the long id.',
      );
    }
    await sdp.links.restore(id);
    return writtenRequest(await sdp.requests.get(id), { url: sdp.requestUrl(id), now: clock.now() });
  },

  markdown: (output) => writtenText(`Request ${inline(output.number)} is back`, output),
});
