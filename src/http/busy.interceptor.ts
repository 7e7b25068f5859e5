import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import { ReplicaLoad } from '../common/resilience/in-flight-limit.js';

/** Counts a plain HTTP request as one of the calls of this replica. 503 when it has as many as it takes. */
@Injectable()
export class BusyInterceptor implements NestInterceptor {
  constructor(private readonly load: ReplicaLoad) {}

  /** @throws ServerBusyError */
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const leave = this.load.enter();
    return next.handle().pipe(finalize(leave));
  }
}
