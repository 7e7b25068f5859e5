import { type EntityDefinition, type FieldTable, readable } from '../fields/field.js';
import { user } from '../fields/reference-kinds.js';
import { flag, html, mails, text, time } from '../fields/scalar-kinds.js';
import { renderFields } from '../fields/row-fields.js';
import { readListInfo } from '../lists/list-info.js';
import { listRows } from '../lists/list-rows.js';
import type { Call, Route } from '../routes/route.js';
import type { Row } from '../store/rows.js';
import { entityReply, type Reply } from '../wire/envelope.js';
import { findRequest, notFound } from './requests/find-request.js';

const THIN: FieldTable = {
  id: readable(text()),
  type: readable(text()),
  subject: readable(text()),
  created_time: readable(time),
  created_by: readable(user),
  show_to_requester: readable(flag),
};

/**
 * The sources give types (reference C.1.5) and no row. Keys here are those that two public clients read from live
 * tenants: the list without text, and the text of one mail from `/notifications/{id}`.
 */
const CONVERSATION: EntityDefinition = { entity: 'conversation', list: 'conversations', fields: THIN };
const INLINE: EntityDefinition = {
  ...CONVERSATION,
  fields: { ...THIN, description: readable(html), to: readable(mails), cc: readable(mails) },
};
const NOTIFICATION: EntityDefinition = {
  entity: 'notification',
  list: 'notifications',
  fields: {
    id: readable(text()),
    type: readable(text()),
    subject: readable(text()),
    description: readable(html),
    sender: readable(user),
    to: readable(mails),
    cc: readable(mails),
    time: readable(time),
    created_time: readable(time),
    is_public: readable(flag),
  },
};

/** Mails and notes together, oldest first. A note shows under the note's own id. */
function listConversations(call: Call): Reply {
  const { store, settings, caller, input } = call;
  const { id } = findRequest(call);
  const rows: Row[] = [
    ...store.conversations.of(id).map((row) => ({ ...row, created_time: row.sent_time, created_by: row.sender })),
    ...store.notes.of(id).map((note) => ({ ...note, type: 'NOTES', subject: null, to: [], cc: [] })),
  ];
  const sorted = rows.toSorted((a, b) => Number(a.created_time) - Number(b.created_time));
  const definition = settings.conversationBodies === 'inline' ? INLINE : CONVERSATION;
  return listRows(sorted, definition, readListInfo(input), { settings, viewer: caller });
}

function notificationsOf(call: Call): Row[] {
  const { id } = findRequest(call);
  return call.store.conversations.of(id).map((row) => ({
    ...row,
    time: row.sent_time,
    created_time: row.sent_time,
    is_public: row.show_to_requester,
  }));
}

function listNotifications(call: Call): Reply {
  const { settings, caller, input } = call;
  return listRows(notificationsOf(call), NOTIFICATION, readListInfo(input), { settings, viewer: caller });
}

function getNotification(call: Call): Reply {
  const row = notificationsOf(call).find(({ id }) => id === call.params.child_id);
  if (!row) throw notFound(call);
  return entityReply('notification', renderFields(NOTIFICATION.fields, row, { viewer: call.caller }));
}

const scopes = ['requests'] as const;
const request = '/requests/{id}';

/** Read only; POST is "Invalid Method" and a single conversation 4007 (reference C.1). */
export const conversationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${request}/conversations`,
    operation: 'requests.conversations.list',
    scopes,
    answer: listConversations,
  },
  {
    method: 'GET',
    path: `${request}/notifications`,
    operation: 'requests.notifications.list',
    scopes,
    answer: listNotifications,
  },
  {
    method: 'GET',
    path: `${request}/notifications/{child_id}`,
    operation: 'requests.notifications.get',
    scopes,
    answer: getNotification,
  },
];
