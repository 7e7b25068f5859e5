import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app.error.js';
import { SetupService } from '../oauth/setup.service.js';
import type { Message } from './message.js';
import { callerOf, type Visitor } from './visitor.js';

/** Tells a person whether ServiceDesk Plus answers them. */
@Injectable()
export class FirstCheck {
  constructor(private readonly setup: SetupService) {}

  /** After a set-up: the connection is stored whatever comes of it, so nothing is thrown. */
  async of(visitor: Visitor): Promise<Message> {
    const done = 'Set-up is complete: the server keeps your access fresh from now on.';
    try {
      const message = await this.run(visitor);
      return message.kind === 'good' ? { ...message, title: done, text: message.title } : message;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { kind: 'good', title: done, text: `ServiceDesk Plus could not be asked yet: ${error.message}` };
    }
  }

  /** @throws what `SetupService.validate` throws */
  async run(visitor: Visitor): Promise<Message> {
    const { ok, message, technician, code, resolution } = await this.setup.validate(callerOf(visitor));
    if (ok) {
      return {
        kind: 'good',
        title: technician ? `ServiceDesk Plus knows you as ${technician.name}.` : message,
      };
    }
    return {
      kind: 'warn',
      title: message,
      ...(resolution === undefined ? {} : { text: resolution }),
      ...(code === undefined ? {} : { code }),
    };
  }
}
