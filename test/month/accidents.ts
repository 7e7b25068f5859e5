import type { Happening, Illness } from './weather.js';
import type { Person, World } from './world.js';

const FAULTS = {
  unavailable: { kind: 'status', status: 503 },
  reset: { kind: 'reset' },
  html: { kind: 'html' },
  'too many requests': { kind: 'status', status: 429 },
} as const satisfies Record<Illness, object>;

type Accidents = {
  readonly [K in Happening['kind']]: (world: World, happening: Extract<Happening, { kind: K }>) => Promise<void> | void;
};

const ACCIDENTS: Accidents = {
  outage(world, { of, illness, minutes }) {
    const server = of === 'accounts' ? world.simulators.accounts() : world.simulators.sdp();
    server.faults.untilCleared(FAULTS[illness]);
    world.sickUntil[of] = Math.max(world.sickUntil[of], world.minute + minutes);
    world.later(minutes, () => {
      if (world.sickUntil[of] > world.minute) return;
      server.faults.clear();
      world.recoveredAt = world.minute;
    });
  },

  async 'other software'(world, { person }) {
    const { clientId, clientSecret } = world.people[person]!;
    const accounts = world.simulators.accounts();
    const [refreshToken = ''] = accounts.liveTokens({ clientId }).refreshTokens;
    world.throttledByOthers.add(clientId);
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (let grant = 0; grant < 10; grant += 1) {
      await fetch(`${accounts.url}/oauth/v2/token`, { method: 'POST', headers, body }).catch(() => undefined);
    }
  },

  revocation(world, { person: place, backAfterMinutes }) {
    const person = world.people[place]!;
    const accounts = world.simulators.accounts();
    accounts.revokeRefreshToken(person);
    accounts.expireAccessTokens(person);
    mustAct(person, true);
    const comeBack = async (): Promise<void> => {
      // Nobody sets up while Zoho is down; they try again when it is back.
      if (world.sickUntil.accounts > world.minute) return world.later(5, comeBack);
      await world.setUp(person);
      world.tally.setUpsAfterRevocation += 1;
      mustAct(person, false);
    };
    world.later(backAfterMinutes, comeBack);
  },

  rotation(world, { person: place, toldAfterMinutes }) {
    const person = world.people[place]!;
    const { clientSecret } = world.simulators.accounts().rotateSecret(person);
    mustAct(person, true);
    const tell = async (): Promise<void> => {
      if (Math.max(world.sickUntil.accounts, world.sickUntil.sdp) > world.minute) return world.later(5, tell);
      person.clientSecret = clientSecret;
      // The first call with the new secret has to work without a new grant token.
      if (!(await world.call(person))) world.tally.needlessSetUps += 1;
      mustAct(person, false);
    };
    world.later(toldAfterMinutes, tell);
  },

  async restart(world, { replica }) {
    await world.replicas[replica]!.close();
    await world.startReplica(replica);
  },
};

/** Lets it happen. */
export function happen<K extends Happening['kind']>(
  world: World,
  happening: Extract<Happening, { kind: K }>,
): Promise<void> | void {
  return ACCIDENTS[happening.kind](world, happening);
}

function mustAct(person: Person, act: boolean): void {
  person.mustAct = act;
  person.deserved = act;
}
