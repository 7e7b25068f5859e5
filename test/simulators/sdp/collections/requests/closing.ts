import type { Values } from '../../fields/field.js';
import type { Call } from '../../routes/route.js';
import type { RequestRow, StatusRow } from '../../store/rows.js';
import type { Reply } from '../../wire/envelope.js';
import { failures } from '../../wire/failure.js';

/**
 * The portal's closing rules (reference D.15), for a request with `values` laid over it.
 *
 * @returns `stays_open` when the portal swallows the close without a word of refusal (peers b6)
 * @throws SdpFailure 4012 with what is missing
 */
export function checkClosing(
  status: StatusRow,
  values: Values,
  request: RequestRow,
  { settings }: Call,
): 'closes' | 'stays_open' {
  if (!['Closed', 'Resolved'].includes(status.internal_name)) return 'closes';
  const { technician, closureCode, resolution } = settings.closing;
  const after = { ...request, ...values };
  const hasResolution = Boolean((after.resolution as Values | null)?.content);
  const missing = [
    ...(technician && !after.technician ? ['technician'] : []),
    ...(closureCode && status.internal_name === 'Closed' && !(after.closure_info as Values | null)?.closure_code
      ? ['closure_code']
      : []),
    ...(resolution === 'refused' && !hasResolution ? ['resolution'] : []),
  ];
  if (missing.length > 0) throw failures.mandatory(missing);
  return resolution === 'silent' && !hasResolution ? 'stays_open' : 'closes';
}

/** HTTP 200 and a warning nobody reads (peers b6). */
export function stayedOpen(reply: Reply): Reply {
  const message = 'Resolution is mandatory for closing the request';
  const response_status = {
    status_code: 3000,
    messages: [{ status_code: 3000, type: 'warning', message }],
    status: 'warning',
  };
  return { ...reply, body: { ...reply.body, response_status } };
}
