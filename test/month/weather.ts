import type { Random } from '../simulators/sdp/seed/random.js';

export const DAY_MINUTES = 24 * 60;

/** What can be wrong with a vendor's server for a while. */
export type Illness = 'unavailable' | 'reset' | 'html' | 'too many requests';

/** Something that happens in the month, at a minute of it. */
export type Happening =
  | { readonly kind: 'outage'; readonly of: 'accounts' | 'sdp'; readonly illness: Illness; readonly minutes: number }
  /** The person's other software uses up the tokens Zoho gives in ten minutes. */
  | { readonly kind: 'other software'; readonly person: number }
  /** The person removes the connection at Zoho, and sets it up again some time later. */
  | { readonly kind: 'revocation'; readonly person: number; readonly backAfterMinutes: number }
  /** The person renews the client secret at Zoho, and puts it into the MCP client some time later. */
  | { readonly kind: 'rotation'; readonly person: number; readonly toldAfterMinutes: number }
  | { readonly kind: 'restart'; readonly replica: number };

export interface Climate {
  readonly days: number;
  readonly people: number;
  readonly replicas: number;
}

/** A month as it may come: the same for the same seed. Each person has at most one accident of their own. */
export function weatherOf({ days, people, replicas }: Climate, random: Random): Map<number, Happening[]> {
  const weather = new Map<number, Happening[]>();
  const at = (minute: number, happening: Happening): void => {
    weather.set(minute, [...(weather.get(minute) ?? []), happening]);
  };
  const someMinute = (): number => random.int(DAY_MINUTES / 4, days * DAY_MINUTES - DAY_MINUTES / 4);
  const unlucky = Array.from({ length: people }, (_, person) => ({ person, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ person }) => person);
  const share = (perThousandAMonth: number): number =>
    Math.max(2, Math.round((perThousandAMonth * people * days) / (1_000 * 30)));

  const illnesses: readonly Illness[] = ['unavailable', 'reset', 'html', 'too many requests'];
  const outages = Math.max(2, Math.round((days * 8) / 30));
  for (let count = 0; count < outages; count += 1) {
    const illness = illnesses[count % illnesses.length]!;
    at(someMinute(), { kind: 'outage', of: 'accounts', illness, minutes: random.int(4, 90) });
    at(someMinute(), { kind: 'outage', of: 'sdp', illness: illnesses[count % 3]!, minutes: random.int(4, 45) });
  }
  for (const person of unlucky.splice(0, share(40))) at(someMinute(), { kind: 'other software', person });
  for (const person of unlucky.splice(0, share(20))) {
    at(someMinute(), { kind: 'revocation', person, backAfterMinutes: random.int(20, 2 * DAY_MINUTES) });
  }
  for (const person of unlucky.splice(0, share(20))) {
    at(someMinute(), { kind: 'rotation', person, toldAfterMinutes: random.int(1, 600) });
  }
  for (let day = 0; day < days; day += 1) {
    at(day * DAY_MINUTES + random.int(1, DAY_MINUTES - 1), { kind: 'restart', replica: day % replicas });
  }
  return weather;
}
