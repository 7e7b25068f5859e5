import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { udfFields } from '../../fields/group-kinds.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { count, flag, text, time } from '../../fields/scalar-kinds.js';
import { renderFields } from '../../fields/row-fields.js';
import type { Call, Route } from '../../routes/route.js';
import type { LookupRow, Row } from '../../store/rows.js';
import { entityReply, type Reply } from '../../wire/envelope.js';
import { failures } from '../../wire/failure.js';
import { type CrudCollection, crudRoutes, findRecord } from '../crud-collection.js';
import { notFound } from '../requests/find-request.js';
import { emptiedIn, missingIn, readWrite } from '../write-input.js';
import { metainfoOf } from '../metainfo.js';
import { setupList } from '../setup-lists.js';
import { NAMES } from './record-fields.js';

/** reference C.9 */
const SOLUTION: EntityDefinition = {
  entity: 'solution',
  list: 'solutions',
  fields: {
    ...NAMES,
    keywords: writable(text()),
    is_public: writable(flag),
    topic: writable(lookup('topics')),
    approval_status: writable(lookup('solution_statuses')),
    review_date: writable(time),
    expiry_date: writable(time),
    udf_fields: writable(udfFields),
    likes: readable(count),
    dislikes: readable(count),
    no_of_hits: readable(count),
    created_time: readable(time),
    created_by: readable(user),
    last_updated_time: readable(time),
    last_updated_by: readable(user),
  },
  listColumns: [
    ...['id', 'display_id', 'title', 'keywords', 'is_public', 'topic', 'approval_status', 'created_time', 'created_by'],
    'no_of_hits',
  ],
};

const solutions: CrudCollection = {
  name: 'solutions',
  scopes: ['solutions'],
  definition: SOLUTION,
  mandatory: ['title', 'description', 'topic'],
  table: (store) => store.solutions,
  blank: ({ store, caller, now }) => ({
    id: store.ids.take(),
    display_id: store.solutions.takeDisplayId(),
    is_public: false,
    approval_status: store.lookup('solution_statuses', 'UnApproved'),
    likes: 0,
    dislikes: 0,
    no_of_hits: 0,
    created_time: now,
    created_by: caller,
    udf_fields: {},
  }),
  // the status is not taken while a solution is made (reference C.9)
  check(values, before) {
    if (!before && Object.hasOwn(values, 'approval_status')) throw failures.readOnly('approval_status');
  },
  // is_public stays as it is (reference C.9)
  saved(solution, _values, { caller, now }) {
    Object.assign(solution, { is_public: false, last_updated_time: now, last_updated_by: caller });
  },
};

/** Name is mandatory and a topic can stand under another (reference C.9, S-TOPIC). */
const TOPIC: EntityDefinition = {
  entity: 'topic',
  list: 'topics',
  fields: {
    id: readable(text()),
    name: writable(text({ maxLength: 250 })),
    parent_topic: writable(lookup('topics')),
  },
};

const topicReply = (topic: Row, { caller }: Call): Reply =>
  entityReply('topic', renderFields(TOPIC.fields, topic, { viewer: caller }));

function createTopic(call: Call): Reply {
  const values = readWrite(call, TOPIC, { mandatory: (parsed) => missingIn(parsed, ['name']) });
  const topic = { id: call.store.ids.take(), ...values } as unknown as LookupRow;
  call.store.lookups.topics.push(topic);
  return { ...topicReply(topic, call), status: call.settings.createStatus };
}

function updateTopic(call: Call): Reply {
  const topic = call.store.lookups.topics.find(({ id }) => id === call.params.id);
  if (!topic) throw notFound(call);
  const values = readWrite(call, TOPIC, { mandatory: (parsed) => emptiedIn(parsed, ['name']), row: topic });
  return topicReply(Object.assign(topic, values), call);
}

const topicWrites: readonly Route[] = [
  { method: 'POST', path: '/topics', operation: 'topics.create', scopes: ['solutions'], answer: createTopic },
  { method: 'PUT', path: '/topics/{id}', operation: 'topics.update', scopes: ['solutions'], answer: updateTopic },
];

/** reference C.9; `/topics` is missing in some tenants (part F) */
export const solutionRoutes: readonly Route[] = [
  ...crudRoutes(solutions),
  ...metainfoOf({ definition: SOLUTION, scopes: ['solutions'], find: (call) => findRecord(solutions, call) }),
  ...setupList('topics', { scopes: ['solutions'] }),
  ...topicWrites,
];
