import { readable, writable } from '../fields/field.js';
import { user } from '../fields/reference-kinds.js';
import { html, text, time } from '../fields/scalar-kinds.js';
import type { Row } from '../store/rows.js';
import type { ChildCollection } from './child-collection.js';

/** Comments on projects and on tasks differ in the key of the entity and in where they are kept (reference C.5, C.6). */
export function commentsOf(entity: string, table: ChildCollection<Row, Row>['table']): ChildCollection<Row, Row> {
  return {
    name: 'comments',
    definition: {
      entity,
      list: `${entity}s`,
      fields: {
        id: readable(text()),
        comment: writable(html),
        created_by: readable(user),
        created_time: readable(time),
      },
    },
    mandatory: ['comment'],
    table,
    blank: (_parent, { store, caller, now }) => ({ id: store.ids.take(), created_by: caller, created_time: now }),
  };
}
