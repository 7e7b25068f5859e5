import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../config/app-config.js';
import { requireAccessKey } from '../http/access-key.js';
import { PageSession } from '../pages/page-session.js';
import { Message } from './message.js';
import { Draft, draftOf, Visitor } from './visitor.js';

/** How long the page remembers who uses it: one sitting. A connection lives on without it. */
const VISIT_MS = 60 * 60_000;
/** How long what a form led to waits to be shown. */
const MESSAGE_MS = 60_000;
/** The session is a cookie, for which browsers keep 4096 bytes (RFC 6265 section 6.1). */
const LONGEST_TEXT = 600;

/** The parts of the browser's session that belong to this page. */
@Injectable()
export class SetupSession {
  constructor(
    private readonly session: PageSession,
    private readonly config: AppConfig,
  ) {}

  /** undefined when nobody has entered a client, or the page has forgotten it. @throws AccessKeyRequiredError */
  visitor(request: FastifyRequest): Visitor | undefined {
    const { data } = Visitor.safeParse(this.session.read(request, 'setup-visitor'));
    // Again each time: a key that the administrator withdraws ends what was begun with it.
    if (data) requireAccessKey(data.accessKey, this.config);
    return data;
  }

  keepVisitor(request: FastifyRequest, visitor: Visitor): void {
    this.session.keep(request, 'setup-visitor', visitor, VISIT_MS);
    this.keepDraft(request, draftOf(visitor));
  }

  /** The draft stays, so that only what was wrong has to be entered again. */
  forgetVisitor(request: FastifyRequest): void {
    this.session.forget(request, 'setup-visitor');
  }

  draft(request: FastifyRequest): Draft | undefined {
    return Draft.safeParse(this.session.read(request, 'setup-draft')).data;
  }

  keepDraft(request: FastifyRequest, draft: Draft): void {
    this.session.keep(request, 'setup-draft', draft, VISIT_MS);
  }

  tell(request: FastifyRequest, { title, text, ...message }: Message): void {
    const short = { title: title.slice(0, LONGEST_TEXT), ...(text ? { text: text.slice(0, LONGEST_TEXT) } : {}) };
    this.session.keep(request, 'setup-message', { ...short, ...message }, MESSAGE_MS);
  }

  /** What the last form led to; shown once. */
  takeMessage(request: FastifyRequest): Message | undefined {
    const { data } = Message.safeParse(this.session.read(request, 'setup-message'));
    if (data) this.session.forget(request, 'setup-message');
    return data;
  }

  leave(request: FastifyRequest): void {
    for (const name of ['setup-visitor', 'setup-draft', 'setup-message']) this.session.forget(request, name);
  }

  formToken(request: FastifyRequest): string {
    return this.session.formToken(request);
  }
}
