import { All, Controller, Logger, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowOrigin, answerOptions } from './cors.js';
import { callerOf, JSON_RPC, jsonRpcError, takeOver } from './http-exchange.js';
import { type Receipt, SseLeg } from './sse.leg.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ANSWERS: Record<Receipt, Answer> = {
  accepted: { status: 202, body: 'Accepted' },
  'no-session': {
    status: 404,
    body: jsonRpcError(
      JSON_RPC.noSession,
      'Session not found: open a new stream with GET /sse, with these credentials.',
    ),
  },
  stalled: {
    status: 503,
    body: jsonRpcError(JSON_RPC.server, 'The stream of this session is not being read; read it first.'),
  },
  invalid: { status: 400, body: jsonRpcError(JSON_RPC.invalidRequest, 'Invalid Request: not a JSON-RPC 2.0 message') },
};

/** `GET /sse` and `POST /messages?sessionId=`: the transport of revision 2024-11-05. */
@Controller()
export class SseController {
  private readonly logger = new Logger(SseController.name);

  constructor(private readonly leg: SseLeg) {}

  @All('sse')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    allowOrigin(request, reply);
    // A POST must get 405 here: clients that try Streamable HTTP first take it as the sign to fall back to SSE.
    if (request.method !== 'GET') return refuse(request, reply, 'GET, OPTIONS');

    this.leg.makeRoomFor(callerOf(request));
    const exchange = takeOver(request, reply);
    try {
      await this.leg.open(exchange);
    } catch (error) {
      this.logger.error({ event: 'sse_leg_failed' }, error);
      exchange.res.destroy();
    }
  }

  @All('messages')
  async receive(
    @Query('sessionId') sessionId: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    allowOrigin(request, reply);
    if (request.method !== 'POST') return refuse(request, reply, 'POST, OPTIONS');
    if (typeof sessionId !== 'string' || sessionId === '') {
      const body = jsonRpcError(JSON_RPC.invalidRequest, 'Invalid Request: the address lacks its one sessionId.');
      return void reply.code(400).send(body);
    }

    const { status, body } = ANSWERS[await this.leg.receive(sessionId, request.headers, request.body)];
    void reply.code(status).send(body);
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply, allow: string): void {
  if (request.method === 'OPTIONS') return answerOptions(request, reply, allow);
  const body = jsonRpcError(JSON_RPC.server, `Method not allowed: this address answers ${allow}.`);
  void reply.code(405).header('Allow', allow).send(body);
}
