import type { Row } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { CHANGES, PROBLEMS, PROJECTS, RELEASES } from './module-data.js';
import type { Random } from './random.js';
import { paragraphs } from './ticket-text.js';

const DAY_MS = 24 * 3_600_000;

/** Changes are made more than once: patches come every month. */
const CHANGE_ROUNDS = 3;

/** Problems, changes, releases and projects with some history (reference C.2 to C.5). */
export function seedModules(store: SdpStore, random: Random, now: number): void {
  seedProblems(store, random, now);
  seedChanges(store, random, now);
  seedReleases(store, random, now);
  seedProjects(store, random, now);
}

function seedProblems(store: SdpStore, random: Random, now: number): void {
  for (const [index, [categoryName, title, symptoms, cause]] of PROBLEMS.entries()) {
    const created = now - (PROBLEMS.length - index) * 6 * DAY_MS;
    const closed = cause !== undefined && index < PROBLEMS.length - 8;
    const technician = random.chance(0.85) ? random.pick(store.technicians) : null;
    const problem = store.problems.add({
      ...base(store, title, created),
      display_id: store.problems.takeDisplayId(),
      description: paragraphs(`${title}.\n\n${symptoms}`),
      template: store.lookups.problem_templates[0],
      status: store.status(closed ? 'Closed' : random.chance(0.3) ? 'In Progress' : 'Open'),
      category: store.lookups.categories.find(({ name }) => name === categoryName) ?? null,
      ...weights(store, random),
      reported_by: random.pick(store.people),
      technician,
      reported_time: created,
      due_by_time: created + 30 * DAY_MS,
      closed_time: closed ? created + random.int(3, 20) * DAY_MS : null,
      symptoms: { symptoms_description: paragraphs(symptoms) },
      root_cause: cause === undefined ? null : { root_cause_description: paragraphs(cause) },
      known_error_details: { is_known_error: cause !== undefined && !closed, known_error_comments: null },
      close_details: closed
        ? {
            closure_code: store.lookup('problem_closure_codes', 'Resolved'),
            close_details_comments: 'The cause is gone.',
          }
        : null,
    });
    if (random.chance(0.6))
      addNote(store, problem, 'Compared the logs of last week with those before.', created + DAY_MS);
  }
}

function seedChanges(store: SdpStore, random: Random, now: number): void {
  const total = CHANGES.length * CHANGE_ROUNDS;
  for (let index = 0; index < total; index += 1) {
    const [type, title, reason, plan, back] = CHANGES[index % CHANGES.length]!;
    const created = now - (total - index) * 5 * DAY_MS;
    const start = created + 7 * DAY_MS;
    const done = start < now;
    const change = store.changes.add({
      ...base(store, title, created),
      display_id: store.changes.takeDisplayId(),
      description: paragraphs(`${title}.\n\n${plan}`),
      template: store.lookups.change_templates[0],
      workflow: store.lookups.workflows[0],
      stage: store.lookup('change_stages', done ? 'Close' : random.pick(['Submission', 'Planning', 'CAB Evaluation'])),
      status: store.lookup('change_statuses', done ? 'Completed' : random.pick(['Requested', 'Approval Pending'])),
      change_type: store.lookup('change_types', type),
      reason_for_change: store.lookup('reason_for_changes', reason),
      risk: random.pick(store.lookups.risks),
      category: null,
      ...weights(store, random),
      emergency: type === 'Emergency',
      retrospective: false,
      change_requester: random.pick(store.people),
      change_manager: random.pick(store.technicians),
      change_owner: random.pick(store.technicians),
      scheduled_start_time: start,
      scheduled_end_time: start + 4 * 3_600_000,
      completed_time: done ? start + 3 * 3_600_000 : null,
      roll_out_plan: { roll_out_plan_description: paragraphs(plan) },
      back_out_plan: { back_out_plan_description: paragraphs(back) },
      assets: [],
      configuration_items: [],
    });
    if (random.chance(0.5)) addNote(store, change, 'Discussed with the owners of the service.', created + DAY_MS);
  }
}

function seedReleases(store: SdpStore, random: Random, now: number): void {
  for (const [index, [type, title, reason]] of [...RELEASES, ...RELEASES, ...RELEASES].entries()) {
    const created = now - (3 * RELEASES.length - index) * 8 * DAY_MS;
    const start = created + 14 * DAY_MS;
    const done = start < now;
    store.releases.add({
      ...base(
        store,
        index < RELEASES.length ? title : `${title}, round ${1 + Math.floor(index / RELEASES.length)}`,
        created,
      ),
      display_id: store.releases.takeDisplayId(),
      description: paragraphs(`What goes out with ${title}.`),
      template: store.lookups.release_templates[0],
      workflow: store.lookups.workflows[0],
      stage: store.lookup('release_stages', done ? 'Close' : 'Testing'),
      status: store.lookup('release_statuses', done ? 'Completed' : 'In Progress'),
      release_type: store.lookup('release_types', type),
      reason_for_release: store.lookup('reason_for_releases', reason),
      risk: random.pick(store.lookups.risks),
      category: null,
      ...weights(store, random),
      release_requester: random.pick(store.people),
      release_engineer: random.pick(store.technicians),
      release_manager: random.pick(store.technicians),
      scheduled_start_time: start,
      scheduled_end_time: start + DAY_MS,
      completed_time: done ? start + DAY_MS : null,
      roll_out_plan: { roll_out_plan_description: paragraphs('Pilot group first, then everybody.') },
      back_out_plan: { back_out_plan_description: paragraphs('The former version stays installable for a week.') },
    });
  }
}

function seedProjects(store: SdpStore, random: Random, now: number): void {
  for (const [index, [type, title, milestones]] of PROJECTS.entries()) {
    const created = now - (PROJECTS.length - index) * 25 * DAY_MS;
    const owner = random.pick(store.technicians);
    const project = store.projects.add({
      ...base(store, title, created),
      display_id: store.projects.takeDisplayId(),
      project_code: `P-${2026 * 100 + index + 1}`,
      description: paragraphs(`${title}: what has to be done, by whom and until when.`),
      status: store.lookup('project_statuses', index === 0 ? 'Completed' : index < 4 ? 'In Progress' : 'New'),
      priority: random.pick(store.lookups.priorities),
      project_type: store.lookup('project_types', type),
      owner,
      requester: random.pick(store.people),
      site: random.pick(store.lookups.sites),
      department: random.pick(store.lookups.departments),
      scheduled_start_time: created,
      scheduled_end_time: created + 90 * DAY_MS,
      actual_start_time: index < 4 ? created + DAY_MS : null,
      actual_end_time: index === 0 ? created + 80 * DAY_MS : null,
      estimated_hours: String(random.int(20, 400)),
      percentage_completion: index === 0 ? '100' : index < 4 ? String(random.int(10, 90)) : '0',
      task_count: 0,
      task_completed: 0,
    });
    for (const [place, name] of milestones.entries()) {
      store.milestones.add(project.id, {
        id: store.ids.take(),
        title: name,
        status: store.lookup('project_statuses', index === 0 || place === 0 ? 'Completed' : 'New'),
        owner,
        scheduled_start_time: created + place * 20 * DAY_MS,
        scheduled_end_time: created + (place + 1) * 20 * DAY_MS,
        project,
      });
    }
    for (const [place, person] of [...new Set([owner, random.pick(store.technicians)])].entries()) {
      const role = store.lookup('project_roles', place === 0 ? 'Project Admin' : 'Project Member');
      store.members.add(project.id, { id: store.ids.take(), user: person, role, is_active: true, project });
    }
  }
}

function base(store: SdpStore, title: string, created: number): Row & { title: string } {
  return {
    id: store.ids.take(),
    title,
    created_time: created,
    created_by: store.technicians[0],
    notes_present: false,
    udf_fields: {},
  };
}

function weights({ lookups }: SdpStore, random: Random): Record<string, unknown> {
  return {
    priority: random.pick(lookups.priorities),
    urgency: random.pick(lookups.urgencies),
    impact: random.pick(lookups.impacts),
    site: random.pick(lookups.sites),
    group: random.pick(lookups.groups.filter(({ deleted }) => !deleted)),
  };
}

function addNote(store: SdpStore, record: Row, words: string, at: number): void {
  record.notes_present = true;
  store.recordNotes.add(record.id, {
    id: store.ids.take(),
    description: paragraphs(words),
    performed_by: store.technicians[0],
    performed_time: at,
  });
}
