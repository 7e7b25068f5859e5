import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/app-config.js';
import { openApiDocument } from './openapi-document.js';

/** `GET /openapi.json`. Made when somebody asks for the first time: a start should not wait for it. */
export function serveOpenApi(app: NestFastifyApplication, config: AppConfig): void {
  let text: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => {
      text ??= JSON.stringify(openApiDocument(app, config));
      return reply.type('application/json; charset=utf-8').send(text);
    });
}
