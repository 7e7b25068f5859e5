import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, readCaller } from './caller.js';

/** Parameter of a handler: who is calling, from headers and query; not verified. */
export const FromCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { headers, url } = context.switchToHttp().getRequest<FastifyRequest>();
  return readCaller(headers, new URLSearchParams(url.split('?')[1] ?? ''));
});
