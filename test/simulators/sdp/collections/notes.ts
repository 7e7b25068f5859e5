import { type EntityDefinition, readable, writable } from '../fields/field.js';
import { shownAs } from '../fields/parent-kind.js';
import { user } from '../fields/reference-kinds.js';
import { flag, html, text, time } from '../fields/scalar-kinds.js';
import type { NoteRow } from '../store/rows.js';
import { type ChildCollection, childRoutes } from './child-collection.js';

/** The entity's key is `request_note`, the list's is `notes` (reference C.1.4). */
const NOTE: EntityDefinition = {
  entity: 'request_note',
  list: 'notes',
  fields: {
    id: readable(text()),
    description: writable(html),
    show_to_requester: writable(flag),
    notify_technician: writable(flag),
    mark_first_response: writable(flag),
    add_to_linked_requests: writable(flag),
    created_time: readable(time),
    created_by: readable(user),
    last_updated_time: readable(time),
    request: readable(shownAs('id', 'display_id', 'subject')),
  },
};

const notes: ChildCollection<NoteRow> = {
  name: 'notes',
  definition: NOTE,
  mandatory: ['description'],
  table: (store) => store.notes,
  listKey: ({ notesListKey }) => notesListKey,
  blank: (request, { store, caller, now }) => ({
    id: store.ids.take(),
    description: '',
    show_to_requester: false,
    notify_technician: false,
    mark_first_response: false,
    add_to_linked_requests: false,
    created_time: now,
    created_by: caller,
    last_updated_time: null,
    request,
  }),
  // a note that the requester can see is still not a mail (reference C.1.4)
  added(note, request, { store, now }) {
    request.has_notes = true;
    if (note.mark_first_response) request.responded_time ??= now;
    if (!note.add_to_linked_requests) return;
    for (const { linked_request } of store.links.of(request.id)) {
      const { id } = linked_request as NoteRow;
      store.notes.add(id, { ...note, id: store.ids.take(), request: linked_request });
    }
  },
  changed: (note, { now }) => {
    note.last_updated_time = now;
  },
  removed(_note, request, { store }) {
    request.has_notes = store.notes.of(request.id).length > 0;
  },
};

/** reference C.1.4 */
export const noteRoutes = childRoutes(notes);
