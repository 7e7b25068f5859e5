import { randomBytes } from 'node:crypto';
import { AppConfig } from '../../src/config/app-config.js';
import { Random } from '../simulators/sdp/seed/random.js';
import { startSimulators } from '../simulators/simulators.js';
import { FakeClock } from '../support/fake-clock.js';
import { happen } from './accidents.js';
import type { Tally } from './tally.js';
import { type Climate, DAY_MINUTES, type Happening, weatherOf } from './weather.js';
import { World } from './world.js';

/** The job runs every fifteen seconds; here every two minutes, which is harder on it. */
const STEP_MINUTES = 2;
/** People who are set up in one minute. */
const CROWD = 20;

export interface MonthOptions extends Climate {
  readonly databaseUrl: string;
  readonly seed: number;
  /** Calls of each person on a working day. */
  readonly callsADay: number;
  /** Told at the beginning of each day. */
  readonly progress: (day: number) => void;
}

export interface MonthResult {
  readonly tally: Tally;
  readonly throttleBlocks: number;
  readonly happenings: readonly Happening[];
}

/** Plays the month and counts. */
export async function playMonth(options: MonthOptions): Promise<MonthResult> {
  const random = new Random(options.seed);
  const weather = weatherOf(options, random);
  const world = await createWorld(options, random);
  try {
    while (world.minute < options.days * DAY_MINUTES) {
      if (world.minute % DAY_MINUTES < STEP_MINUTES) options.progress(Math.floor(world.minute / DAY_MINUTES));
      for (let step = 0; step < STEP_MINUTES; step += 1) {
        world.nextMinute();
        await world.doWhatIsPlanned();
        for (const happening of weather.get(world.minute) ?? []) await happen(world, happening);
      }
      const calls = callersOf(world, options, random).map((person) => world.call(person));
      await world.letTimePass(STEP_MINUTES, [...world.replicas.map((replica) => replica.tick()), ...calls]);
    }
    return { tally: world.tally, throttleBlocks: world.throttleBlocks(), happenings: [...weather.values()].flat() };
  } finally {
    await world.close();
  }
}

async function createWorld({ databaseUrl, people, replicas }: MonthOptions, random: Random): Promise<World> {
  const clock = new FakeClock('2026-11-02T00:00:00Z');
  const simulators = await startSimulators({ clock });
  const config = AppConfig.fromEnv({
    ...simulators.environment(),
    DATABASE_URL: databaseUrl,
    SDP_ENCRYPTION_KEYS: `month:${randomBytes(32).toString('base64')}`,
    // The clock stands still while a replica works, so a pace per second would never let a crowd through.
    SDP_REFRESHES_PER_SECOND: '10000',
    LOG_LEVEL: 'silent',
  });
  const all = { ...config, dataCenters: { ...config.dataCenters, ...simulators.dataCenters } };
  const world = new World(clock, simulators, new AppConfig(all), random);
  for (let place = 0; place < replicas; place += 1) await world.startReplica(place);
  for (let place = 0; place < people; place += 1) {
    const technician = simulators.newTechnician({ email: `person-${place}@example.com` });
    const person = { ...technician, mustAct: false, deserved: false };
    world.people.push(person);
    await world.setUp(person);
    if (place % CROWD === CROWD - 1) clock.advance(60_000);
  }
  return world;
}

/** Who calls in this step: evenly from 8 to 18 o'clock on weekdays. The month begins on a Monday. */
function callersOf({ minute, people }: World, { callsADay }: MonthOptions, random: Random) {
  const isWeekend = Math.floor(minute / DAY_MINUTES) % 7 >= 5;
  const hour = (minute % DAY_MINUTES) / 60;
  if (isWeekend || hour < 8 || hour >= 18) return [];
  const chance = (callsADay * STEP_MINUTES) / (10 * 60);
  return people.filter(() => random.chance(chance));
}
