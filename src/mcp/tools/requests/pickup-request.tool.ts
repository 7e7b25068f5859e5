import { z } from 'zod';

import { inline } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { requestId } from '../params.js';

export const pickupRequest = defineSdpTool({
  name: 'pickup_request',
  title: 'Pick up a request',
  description:
    'Take a request (ticket) yourself: assigns it to the technician whose connection this is. To give it to somebody else, use assign_request.',
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.pickup'],
  input: z.strictObject({ request_id: requestId }),
  output: WrittenRequest,

  async handler({ request_id }, { sdp, clock }) {
    const { id } = await sdp.tickets.resolve(request_id);
    const request = await sdp.requests.pickup(id);
    return writtenRequest(request, { url: sdp.requestUrl(id), now: clock.now() });
  },

  markdown: (output) => writtenText(`Request ${inline(output.number)} is yours now`, output),
});
