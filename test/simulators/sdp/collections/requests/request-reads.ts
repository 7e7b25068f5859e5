import { readListInfo } from '../../lists/list-info.js';
import { listRows } from '../../lists/list-rows.js';
import { REQUEST_VIEWS } from '../../lists/views.js';
import type { Call } from '../../routes/route.js';
import type { RequestRow } from '../../store/rows.js';
import type { Reply } from '../../wire/envelope.js';
import { findRequest } from './find-request.js';
import { REQUEST } from './request.fields.js';
import { refreshOverdue } from './request-progress.js';
import { requestReply } from './request-writes.js';

/** Newest first unless asked otherwise (reference C.1.3). */
export function listRequests(call: Call): Reply {
  const { store, settings, caller, now, input } = call;
  const rows = store.liveRequests().map((request) => refreshOverdue(request, now));
  return listRows(rows, REQUEST, readListInfo(input), {
    settings,
    viewer: caller,
    view: (name) => {
      const view = REQUEST_VIEWS[name];
      return view && ((row) => view(row as RequestRow, { me: caller, settings }));
    },
  });
}

export function getRequest(call: Call): Reply {
  return requestReply(refreshOverdue(findRequest(call), call.now), call);
}
