import type { ServerEvent } from '../../src/common/events/server-event.js';

/** In which state of the world a call was made. */
export type Circumstance =
  | 'all well'
  /** The first two minutes after an outage: circuits find out that it is over. */
  | 'just recovered'
  | 'Zoho Accounts sick'
  | 'ServiceDesk Plus sick'
  /** The person has removed the connection at Zoho, or renewed the secret and not yet told their client. */
  | 'person must act';

/** Counts what the replicas tell and what callers get. */
export class Tally {
  readonly calls = new Map<Circumstance, { good: number; bad: number }>();
  readonly failuresByCode = new Map<string, number>();
  /** Failed refreshes while Zoho was up, by our word for what happened. */
  readonly refreshFailures = new Map<string, number>();
  refreshed = 0;
  /** Failed refreshes while Zoho was up and the person's tokens were good. */
  failedWhileUp = 0;
  failedInOutage = 0;
  heldBack = 0;
  savesLost = 0;
  exhausted = 0;
  /** Connections sent through set-up that had no reason to. */
  wrongReauth = 0;
  rightReauth = 0;
  setUpsAfterRevocation = 0;
  /** Calls with a renewed secret that did not work by themselves. */
  needlessSetUps = 0;

  call(circumstance: Circumstance, outcome: string): void {
    const counts = this.calls.get(circumstance) ?? { good: 0, bad: 0 };
    this.calls.set(circumstance, counts);
    if (outcome === 'ok') counts.good += 1;
    else {
      counts.bad += 1;
      const key = `${circumstance}: ${outcome}`;
      this.failuresByCode.set(key, (this.failuresByCode.get(key) ?? 0) + 1);
    }
  }

  /** @param zohoUp is Zoho Accounts well? @param deserved did the person revoke or renew at Zoho? */
  hear(event: ServerEvent, { zohoUp, deserved }: { readonly zohoUp: boolean; readonly deserved: boolean }): void {
    if (event.type === 'token_refreshed') this.refreshed += 1;
    if (event.type === 'token_refresh_failed' && !deserved) {
      if (zohoUp) {
        this.failedWhileUp += 1;
        this.refreshFailures.set(event.code, (this.refreshFailures.get(event.code) ?? 0) + 1);
      } else this.failedInOutage += 1;
    }
    if (event.type === 'token_refresh_held_back') this.heldBack += 1;
    if (event.type === 'token_save_lost') this.savesLost += 1;
    if (event.type === 'refresh_exhausted') this.exhausted += 1;
    if (event.type === 'reauth_required') {
      if (deserved) this.rightReauth += 1;
      else this.wrongReauth += 1;
    }
  }

  share(circumstance: Circumstance): number {
    const { good, bad } = this.calls.get(circumstance) ?? { good: 0, bad: 0 };
    return good + bad === 0 ? 1 : good / (good + bad);
  }

  count(circumstance: Circumstance): number {
    const { good, bad } = this.calls.get(circumstance) ?? { good: 0, bad: 0 };
    return good + bad;
  }
}
