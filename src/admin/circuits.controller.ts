import { Controller, Get, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import type { CircuitState } from '../common/resilience/circuit-state.js';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { NoStoreInterceptor } from '../oauth/no-store.interceptor.js';
import { ReplicaBus } from '../replicas/replica-bus.js';
import { ReplicaCircuits, type ReplicaGlance, type ResetAnswer } from '../replicas/replica-circuits.js';
import { CircuitNotFoundError } from './admin.errors.js';
import { CircuitResetSchema, CircuitsSchema } from './admin.openapi.js';
import { Describe } from '../http/describe.js';

interface Circuits {
  /** The replica that answers. */
  readonly replica: string;
  /** Its circuits, with what they counted and when they changed. */
  readonly circuits: readonly CircuitState[];
  /** The states on every replica, this one's first. */
  readonly replicas: readonly ReplicaGlance[];
}

@Controller('admin/circuit-breakers')
@UseInterceptors(NoStoreInterceptor)
export class CircuitsController {
  constructor(
    private readonly breakers: CircuitBreakers,
    private readonly circuits: ReplicaCircuits,
    private readonly bus: ReplicaBus,
  ) {}

  @Get()
  @Describe({
    summary: 'Circuit breakers of every replica',
    caller: 'admin',
    answer: CircuitsSchema,
    errors: [400, 401, 429, 503],
  })
  async list(): Promise<Circuits> {
    const replicas = await this.circuits.glances();
    return { replica: this.bus.replicaId, circuits: this.breakers.list(), replicas };
  }

  /** Closes it on every replica, with an empty window. */
  @Post(':name/reset')
  @HttpCode(200)
  @Describe({
    summary: 'Close a circuit on every replica',
    caller: 'admin',
    answer: CircuitResetSchema,
    errors: [401, 404, 409, 429, 503],
  })
  async reset(@Param('name') name: string): Promise<{ circuit: string; replicas: readonly ResetAnswer[] }> {
    const replicas = await this.circuits.reset(name);
    if (!replicas) throw new CircuitNotFoundError();
    return { circuit: name, replicas };
  }
}
