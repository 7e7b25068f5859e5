import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../common/errors/app.error.js';
import { PageSession } from '../pages/page-session.js';

/** What became of an action, for the page that comes after it. */
export const Said = z.object({ kind: z.enum(['good', 'bad']), title: z.string(), text: z.string().default('') });
export type Said = z.input<typeof Said>;

const NAME = 'admin-said';
/** Longer than a browser takes to follow. */
const KEPT_MS = 60_000;

/** Does what a form asks for and sends the browser on, so that loading the page again does not do it again. */
@Injectable()
export class PageActions {
  constructor(private readonly session: PageSession) {}

  /** @param action gives what to say of it; an AppError is said in its own words */
  async run(
    request: FastifyRequest,
    reply: FastifyReply,
    { then, action }: { readonly then: string; readonly action: () => Promise<Said> },
  ): Promise<void> {
    this.session.keep(request, NAME, await saidOf(action), KEPT_MS);
    await reply.redirect(then, 303);
  }

  /** What the action before said, once. */
  take(request: FastifyRequest): z.output<typeof Said> | undefined {
    const said = Said.safeParse(this.session.read(request, NAME)).data;
    if (said) this.session.forget(request, NAME);
    return said;
  }
}

async function saidOf(action: () => Promise<Said>): Promise<Said> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: 'bad', title: error.message, text: `${error.resolution} (${error.code})` };
  }
}
