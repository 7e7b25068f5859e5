/** What is missing from or forbidden in one portal, by operation name. */
export type OperationState = 'missing' | 'forbidden';

/** Rules of one portal that tests switch while the simulator runs. */
export interface SdpSettings {
  /** By operation name such as `requests.reply`: `missing` answers 4007, `forbidden` 403. */
  operations: Record<string, OperationState>;
}

export function defaultSettings(): SdpSettings {
  return { operations: { 'users.list': 'missing', 'users.get': 'missing' } };
}
