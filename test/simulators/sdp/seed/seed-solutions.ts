import type { SdpStore } from '../store/sdp-store.js';
import type { Random } from './random.js';
import { SOLUTIONS } from './solution-data.js';
import { paragraphs } from './ticket-text.js';

const DAY_MS = 24 * 3_600_000;

/** Most are approved; the last two still wait (reference C.9, E.3). */
export function seedSolutions(store: SdpStore, random: Random, now: number): void {
  const unApproved = store.lookup('solution_statuses', 'UnApproved');
  const approved = store.lookup('solution_statuses', 'Approved');
  for (const [index, [topic, title, keywords, text]] of SOLUTIONS.entries()) {
    const created = now - (SOLUTIONS.length - index) * 14 * DAY_MS;
    const author = random.pick(store.technicians);
    const id = store.ids.take();
    store.solutions.add({
      id,
      display_id: store.solutions.takeDisplayId(),
      title,
      description: paragraphs(text),
      keywords,
      is_public: false,
      topic: store.lookup('topics', topic),
      approval_status: index < SOLUTIONS.length - 2 ? approved : unApproved,
      likes: random.int(0, 12),
      dislikes: random.int(0, 2),
      no_of_hits: random.int(3, 240),
      created_time: created,
      created_by: author,
      last_updated_time: created,
      last_updated_by: author,
    });
  }
}
