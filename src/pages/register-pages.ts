import { fileURLToPath } from 'node:url';
import formBody from '@fastify/formbody';
import secureSession from '@fastify/secure-session';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { FormNotTakenError } from './page.errors.js';

/** Longest life of what a page keeps in its cookie, counted from the last change: eight hours, a working day. */
export const SESSION_SECONDS = 8 * 3600;

const FORM = /^application\/x-www-form-urlencoded\b/i;
const PUBLIC_FOLDERS = ['../pages/public/', '../setup-page/public/', '../admin-page/public/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);
const CHARTS = fileURLToPath(new URL('.', import.meta.resolve('uplot/dist/uPlot.esm.js')));

export interface PagesOptions {
  /** 32 bytes each: the first seals, all of them open. */
  readonly sessionKeys: readonly Buffer[];
  /** Whether people reach this server by https. */
  readonly https: boolean;
}

/** Route setting of controllers whose routes take forms: `@RouteConfig(TAKES_FORMS)`. */
export const TAKES_FORMS = { takesForms: true };

/**
 * What pages need of Fastify: style sheets and scripts under `/assets/`, form bodies, and the sealed session cookie.
 * Forms are taken by pages alone: they are what a foreign page can make a browser send (Fetch standard, "simple" types).
 */
export async function registerPages(fastify: FastifyInstance, { sessionKeys, https }: PagesOptions): Promise<void> {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { takesForms } = request.routeOptions.config as { takesForms?: boolean };
    const isForm = FORM.test(request.headers['content-type'] ?? '');
    done(isForm && !takesForms && request.routeOptions.url !== undefined ? new FormNotTakenError() : undefined);
  });
  await fastify.register(formBody, { bodyLimit: 65_536 });
  await fastify.register(secureSession, {
    key: [...sessionKeys],
    expiry: SESSION_SECONDS,
    // Browsers take the prefix over https only (RFC 6265bis section 4.1.3.2). Without Max-Age it ends with the browser.
    cookieName: https ? '__Host-sdp-session' : 'sdp-session',
    cookie: { path: '/', httpOnly: true, sameSite: 'strict', secure: https },
  });
  await fastify.register(serveStatic, { root: PUBLIC_FOLDERS, prefix: '/assets/', index: false });
  await fastify.register(serveStatic, { root: CHARTS, prefix: '/assets/charts/', index: false, decorateReply: false });
}
