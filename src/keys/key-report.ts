import { type KeyRing, shownKeyId } from '../token/key-ring.js';
import type { KeySurvey } from './key-survey.js';

/** One key, and what hangs on it. */
export interface KeyReport {
  readonly id: string;
  /** The operator's name; undefined for a key that rows name and the ring does not hold. */
  readonly label: string | undefined;
  readonly role: 'primary' | 'former' | 'missing';
  /** Rows that need it, by table. */
  readonly neededBy: Readonly<Record<string, number>>;
}

/** The keys of the ring, and the ones that rows name besides. */
export function keyReports(ring: KeyRing, survey: KeySurvey): KeyReport[] {
  const held = ring.keys.map((key): KeyReport => {
    const id = shownKeyId(key.id);
    return { id, label: key.label, role: key === ring.primary ? 'primary' : 'former', neededBy: survey.neededBy(id) };
  });
  const missing = survey.missingKeys(ring).map((id): KeyReport => {
    return { id, label: undefined, role: 'missing', neededBy: survey.neededBy(id) };
  });
  return [...held, ...missing];
}
