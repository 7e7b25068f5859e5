import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';
import { AUDIT_ACTORS, type AuditActor } from '../audit/audit-event.entity.js';
import { CLIENT_STATES, type ClientState } from './client-directory.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'limit must be a whole number' })
  @Min(1, { message: 'limit must be 1 or more' })
  @Max(200, { message: 'limit must be 200 or less' })
  limit = 50;
}

/** Query of `GET /admin/clients`. */
export class ClientsQuery extends PageQuery {
  @IsOptional()
  @IsIn(CLIENT_STATES, { message: `state must be one of ${CLIENT_STATES.join(', ')}` })
  state?: ClientState;

  /** Beginning of the connection's id. */
  @IsOptional()
  @Matches(/^[0-9a-f-]{1,36}$/, { message: 'id must be the beginning of a connection id, in lower case' })
  id?: string;

  @IsOptional()
  @Matches(UUID, { message: 'after must be the value of next' })
  after?: string;
}

/** Query of `GET /admin/audit`. */
export class AuditQuery extends PageQuery {
  @IsOptional()
  @Matches(UUID, { message: 'connection must be a connection id' })
  connection?: string;

  @IsOptional()
  @Matches(/^[a-z_]{1,40}$/, { message: 'event must be the name of an event, such as connection_set_up' })
  event?: string;

  @IsOptional()
  @IsIn(AUDIT_ACTORS, { message: `actor must be one of ${AUDIT_ACTORS.join(', ')}` })
  actor?: AuditActor;

  @IsOptional()
  @Matches(/^\w{1,60}$/, { message: 'outcome must be ok or a code' })
  outcome?: string;

  /** From this instant on. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'from must be a time such as 2026-11-23T09:00:00Z' })
  from?: string;

  /** Before this instant. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'to must be a time such as 2026-11-23T09:00:00Z' })
  to?: string;

  @IsOptional()
  @Matches(UUID, { message: 'before must be the value of next' })
  before?: string;
}
