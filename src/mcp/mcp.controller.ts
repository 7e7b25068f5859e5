import { All, Controller, Logger, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowOrigin, answerOptions } from './cors.js';
import { JSON_RPC, jsonRpcError, takeOver } from './http-exchange.js';
import { isLegacy, ModernLeg } from './modern.leg.js';
import { StreamableLeg } from './streamable.leg.js';

const ALLOW = 'POST, OPTIONS';

/** `/mcp`: Streamable HTTP of every revision. The era is told by the body, since headers differ between clients. */
@Controller('mcp')
export class McpController {
  private readonly logger = new Logger(McpController.name);

  constructor(
    private readonly streamable: StreamableLeg,
    private readonly modern: ModernLeg,
  ) {}

  @All()
  async serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    allowOrigin(request, reply);
    if (request.method === 'OPTIONS') return answerOptions(request, reply, ALLOW);
    if (request.method !== 'POST') {
      // No stream to GET and no session to DELETE: 405 tells clients so, where a 400 makes some reconnect for ever.
      const body = jsonRpcError(JSON_RPC.server, 'This endpoint keeps no session: only POST is answered.');
      return void reply.code(405).header('Allow', ALLOW).send(body);
    }
    if (request.body === undefined) {
      return void reply.code(400).send(jsonRpcError(JSON_RPC.parseError, 'Parse error: the request has no body'));
    }

    const leg = isLegacy(request) ? this.streamable : this.modern;
    const exchange = takeOver(request, reply);
    try {
      await leg.handle(exchange);
    } catch (error) {
      this.logger.error({ event: 'mcp_leg_failed' }, error);
      exchange.res.destroy();
    }
  }
}
