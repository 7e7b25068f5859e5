import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ServerLife } from '../../common/lifecycle/server-life.js';
import { Clock } from '../../common/time/clock.js';
import { AppConfig } from '../../config/app-config.js';
import type { Alert } from './alert.entity.js';
import { AlertOutbox } from './alert-outbox.js';
import { AlertWatch } from './alert-watch.js';
import { Webhook } from './webhook.js';

const TICK_MS = 15_000;
const AT_ONCE = 5;

/** Tells operators by webhook, on every replica: alerts are claimed, so no replica has to lead. */
@Injectable()
export class AlertJob implements BeforeApplicationShutdown {
  private readonly logger = new Logger(AlertJob.name);
  private readonly webhook: Webhook | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly watch: AlertWatch,
    private readonly outbox: AlertOutbox,
    private readonly clock: Clock,
    { alertWebhook, proxy }: AppConfig,
    life: ServerLife,
  ) {
    life.onDrain(() => (this.stopping = true));
    this.webhook = alertWebhook && new Webhook(alertWebhook, clock, proxy);
  }

  /** Looks for what is to be told and delivers what is due; joins the present run when one is under way. */
  @Interval(TICK_MS)
  async tick(): Promise<void> {
    const { webhook } = this;
    if (!webhook || this.stopping) return;
    this.running ??= this.run(webhook).finally(() => (this.running = undefined));
    await this.running;
  }

  /** Claims nothing more; a delivery that was begun ends within seconds. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running;
    await this.webhook?.close();
  }

  private async run(webhook: Webhook): Promise<void> {
    try {
      await this.watch.look();
    } catch (error) {
      this.logger.warn({ event: 'alerts_not_looked_at', error });
    }
    try {
      await this.deliverDue(webhook);
    } catch (error) {
      this.logger.warn({ event: 'alerts_not_sent', error });
    }
  }

  /** For the time of a tick: the next look must not be late, or circuits that are open would count as closed. */
  private async deliverDue(webhook: Webhook): Promise<void> {
    const endsAtMs = this.clock.nowMs() + TICK_MS;
    while (!this.stopping && this.clock.nowMs() < endsAtMs) {
      const due = await this.outbox.claimDue(AT_ONCE);
      if (due.length === 0) return;
      await Promise.all(due.map((alert) => this.deliver(alert, webhook)));
    }
  }

  private async deliver(alert: Alert, webhook: Webhook): Promise<void> {
    const reason = await webhook.deliver(alert);
    if (reason === undefined) return this.outbox.delivered(alert);
    const again = await this.outbox.failed(alert);
    const line = { reason, outcome: alert.type, attempt: alert.attempts };
    if (again) this.logger.warn({ event: 'alert_not_delivered', ...line });
    else this.logger.error({ event: 'alert_given_up', ...line });
  }
}
