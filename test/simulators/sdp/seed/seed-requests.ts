import { blankRequest } from '../collections/requests/save-request.js';
import type { SdpStore } from '../store/sdp-store.js';
import type { Random } from './random.js';

const FIRST_NUMBER = 30_931;
const COUNT = 300;

/** Half a year of tickets, the newest one being 31230. */
export function seedRequests(store: SdpStore, random: Random, now: number): void {
  store.startDisplayIdsAt(FIRST_NUMBER);
  for (let left = COUNT; left > 0; left -= 1) {
    const created = now - left * 14 * 3_600_000;
    const request = blankRequest({ store, caller: random.pick(store.people), now: created });
    request.subject = 'Laptop does not start';
    store.requests.set(request.id, request);
  }
}
