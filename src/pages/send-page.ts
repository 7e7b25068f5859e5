import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToStringAsync } from 'preact-render-to-string';
import { PAGE_HEADERS } from './page-headers.js';

/** Answers a page. Every text and attribute in it is escaped by the renderer. A header that is set already stays. */
export async function sendPage(reply: FastifyReply, page: VNode, status = 200): Promise<void> {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) {
    if (!reply.hasHeader(name)) void reply.header(name, value);
  }
  await reply.status(status).send(`<!doctype html>${await renderToStringAsync(page)}`);
}
