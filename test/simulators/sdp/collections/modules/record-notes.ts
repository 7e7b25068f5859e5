import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { user } from '../../fields/reference-kinds.js';
import { html, text, time } from '../../fields/scalar-kinds.js';
import type { Row } from '../../store/rows.js';
import type { Route } from '../../routes/route.js';
import { type ChildCollection, childRoutesUnder, type ParentRecords } from '../child-collection.js';

/** Only the description can be given; the author's key is `performed_by` (reference C.2, C.3, D.22). */
const NOTE: EntityDefinition = {
  entity: 'note',
  list: 'notes',
  fields: {
    id: readable(text()),
    description: writable(html),
    performed_by: readable(user),
    performed_time: readable(time),
  },
};

const notes: ChildCollection<Row, Row> = {
  name: 'notes',
  definition: NOTE,
  mandatory: ['description'],
  table: (store) => store.recordNotes,
  blank: (_parent, { store, caller, now }) => ({
    id: store.ids.take(),
    performed_by: caller,
    performed_time: now,
  }),
  added(_note, parent) {
    parent.notes_present = true;
  },
  removed(_note, parent, { store }) {
    parent.notes_present = store.recordNotes.of(parent.id).length > 0;
  },
};

/** Notes of a problem, change or release. */
export function recordNoteRoutes(parent: ParentRecords<Row>): Route[] {
  return childRoutesUnder(parent, notes);
}
