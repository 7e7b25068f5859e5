import { ChildCollection, type ChildQuery, type ParentPath, type ReadRows } from '../children/child-collection.js';
import { childShape } from '../children/child-shape.js';
import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import { type ParentRef, parentPath } from '../records/parent-ref.js';
import type { LookBack } from '../requests/look-back.js';
import { plainWords } from '../requests/plain-words.js';
import { isSince } from '../requests/read-back.js';
import { SdpInvalidInputError } from '../sdp-input.errors.js';
import { type TaskFields, SdpTask, SdpTaskComment } from './task.schema.js';
import { taskSays, toWireTask } from './task-wire.js';

const TASK_LIST_FIELDS = [
  ...['id', 'title', 'owner', 'group', 'status', 'priority', 'task_type', 'percentage_completion', 'created_time'],
  ...['scheduled_start_time', 'scheduled_end_time', 'actual_start_time', 'actual_end_time'],
  ...['request', 'problem', 'change', 'release', 'project'],
] as const;

const TASKS = childShape({
  collection: 'tasks',
  entity: 'task',
  row: SdpTask,
  fields: TASK_LIST_FIELDS,
  check: 'list the tasks (list_tasks) and look for this one',
});

const commentsUnder = (entity: string) =>
  childShape({
    collection: 'comments',
    entity,
    row: SdpTaskComment,
    otherListKeys: ['task_comments'],
    check: 'read the task (get_task) and look for the comment',
  });

/**
 * Comments are `task_comment` on the vendor's page for tasks of projects, and `comment` by the pattern of the rest. A
 * wrong key is refused before anything is written.
 */
const COMMENTS = { likely: commentsUnder('task_comment'), other: commentsUnder('comment') };

/** The record a task is read below; undefined for `/tasks`, which holds those of all records and those of none. */
export type TaskPlace = ParentRef | undefined;

const pathOf = (place: TaskPlace): ParentPath => (place ? parentPath(place) : []);

/** Work on records and by itself: `/tasks`, alone or below a request, problem, change, release or project. */
export class TasksApi {
  private readonly rows: ChildCollection<SdpTask>;
  private readonly comments: Readonly<Record<keyof typeof COMMENTS, ChildCollection<SdpTaskComment>>>;

  constructor(
    send: Send,
    private readonly lookBack: LookBack,
  ) {
    this.rows = new ChildCollection(TASKS, send, lookBack);
    this.comments = {
      likely: new ChildCollection(COMMENTS.likely, send, lookBack),
      other: new ChildCollection(COMMENTS.other, send, lookBack),
    };
  }

  list(place: TaskPlace, query: ChildQuery = {}): Promise<Page<SdpTask>> {
    return this.rows.list(pathOf(place), query);
  }

  /** @param most stop after so many */
  all(place: TaskPlace, most: number): Promise<ReadRows<SdpTask>> {
    return this.rows.all(pathOf(place), most);
  }

  get(place: TaskPlace, id: string): Promise<SdpTask> {
    return this.rows.get(pathOf(place), id);
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the task is not found */
  add(place: TaskPlace, fields: TaskFields): Promise<SdpTask> {
    const sentAt = this.lookBack.clock.now();
    return this.rows.add(pathOf(place), toWireTask(fields), (task) => isNew(task, fields, sentAt));
  }

  /** A task with this title and owner that was made since then. @param sentAt by our clock, before it was sent */
  findAdded(place: TaskPlace, fields: TaskFields, sentAt: Date): Promise<SdpTask | undefined> {
    return this.rows.findAdded(pathOf(place), (task) => isNew(task, fields, sentAt));
  }

  /** @throws SdpOutcomeUnknownError */
  update(place: TaskPlace, id: string, fields: TaskFields): Promise<SdpTask> {
    return this.rows.update(pathOf(place), id, toWireTask(fields), (task) => taskSays(task, fields));
  }

  /** @throws SdpOutcomeUnknownError */
  remove(place: TaskPlace, id: string): Promise<void> {
    return this.rows.remove(pathOf(place), id);
  }

  listComments(place: TaskPlace, id: string, page: PageQuery = {}): Promise<Page<SdpTaskComment>> {
    return this.comments.likely.list([...pathOf(place), 'tasks', id], page);
  }

  /** @throws SdpOutcomeUnknownError */
  async addComment(place: TaskPlace, id: string, html: string): Promise<SdpTaskComment> {
    const sentAt = this.lookBack.clock.now();
    const path = [...pathOf(place), 'tasks', id];
    const add = (comments: ChildCollection<SdpTaskComment>): Promise<SdpTaskComment> =>
      comments.add(path, { comment: html }, (row) => isComment(row, html, sentAt));
    try {
      return await add(this.comments.likely);
    } catch (error) {
      if (error instanceof SdpInvalidInputError) return add(this.comments.other);
      throw error;
    }
  }

  /** @param sentAt by our clock, before it was sent */
  findComment(place: TaskPlace, id: string, html: string, sentAt: Date): Promise<SdpTaskComment | undefined> {
    return this.comments.likely.findAdded([...pathOf(place), 'tasks', id], (row) => isComment(row, html, sentAt));
  }
}

/** Rows of a list carry no description, so a new task is known by title, owner and time. */
function isNew(task: SdpTask, { title = '', owner }: TaskFields, sentAt: Date): boolean {
  const sameOwner = owner?.id === undefined || task.owner?.id === owner.id;
  return plainWords(task.title) === plainWords(title) && sameOwner && isSince(task.created_time, sentAt);
}

function isComment({ text, at }: SdpTaskComment, html: string, sentAt: Date): boolean {
  return text !== null && plainWords(text) === plainWords(html) && isSince(at, sentAt);
}
