import { IdSequence } from '../store/id-sequence.js';
import { SdpStore } from '../store/sdp-store.js';
import { Random } from './random.js';
import { seedLookups } from './seed-lookups.js';
import { seedModules } from './seed-modules.js';
import { seedPeople } from './seed-people.js';
import { seedRequests } from './seed-requests.js';
import { seedSolutions } from './seed-solutions.js';
import { seedThings } from './seed-things.js';

interface SeedOptions {
  readonly seed: number;
  /** Milliseconds since the epoch; the last ticket came in shortly before. */
  readonly now: number;
}

/** A portal with half a year behind it. Same seed and same time, same portal. */
export function seedStore({ seed, now }: SeedOptions): SdpStore {
  const store = new SdpStore(new IdSequence('123640'));
  const random = new Random(seed);
  seedLookups(store);
  seedPeople(store, random);
  seedRequests(store, random, now);
  seedSolutions(store, random, now);
  seedModules(store, random, now);
  seedThings(store, random, now);
  return store;
}
