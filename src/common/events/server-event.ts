import type { DataCenter } from '../data-center.js';

/** Who or what made a refresh happen. */
export type RefreshTrigger = 'job' | 'caller' | 'person';

/**
 * Everything that happens in this server and that logs, metrics, audit or alerts may want to know. Fields are plain
 * values of ours: no secret, no text that came from Zoho, SDP or a ticket.
 */
export type ServerEvent =
  | {
      readonly type: 'connection_set_up';
      readonly connectionId: string;
      readonly dataCenter: DataCenter;
      readonly replaced: boolean;
    }
  | { readonly type: 'setup_failed'; readonly dataCenter: DataCenter; readonly code: string }
  | { readonly type: 'secret_proved'; readonly connectionId: string }
  | { readonly type: 'secret_refused'; readonly connectionId: string; readonly code: string }
  | {
      readonly type: 'connection_removed';
      readonly connectionId: string;
      readonly revoked: boolean;
      readonly by: ConnectionRemover;
    }
  | {
      readonly type: 'token_refreshed';
      readonly connectionId: string;
      readonly dataCenter: DataCenter;
      readonly trigger: RefreshTrigger;
      /** From the request to Zoho to the saved row, in ms. */
      readonly durationMs: number;
      /** Life the old token had left when Zoho was asked, in ms; below zero when it had ended. */
      readonly leftMs: number;
      /** Failures in a row that this token ends; 0 is the usual case. */
      readonly failuresBefore: number;
    }
  | {
      readonly type: 'token_refresh_failed';
      readonly connectionId: string;
      readonly dataCenter: DataCenter;
      readonly trigger: RefreshTrigger;
      readonly verdict: 'throttled' | 'permanent' | 'configuration' | 'transient' | 'stored_tokens_unreadable';
      /** A stable word of ours, for example `invalid_code` or `timeout`. */
      readonly code: string;
      readonly failures: number;
    }
  /** Our own meter answered, and Zoho was not asked. */
  | { readonly type: 'token_refresh_held_back'; readonly connectionId: string; readonly dataCenter: DataCenter }
  /** Somebody else stored a token first; this one was dropped. */
  | { readonly type: 'token_save_lost'; readonly connectionId: string }
  | {
      readonly type: 'reauth_required';
      readonly connectionId: string;
      readonly dataCenter: DataCenter;
      readonly code: string;
    }
  /** Refreshes have failed for a day or more, ten times at least. */
  | {
      readonly type: 'refresh_exhausted';
      readonly connectionId: string;
      readonly dataCenter: DataCenter;
      readonly code: string;
    }
  /** An administrator had the failures of a connection forgotten. */
  | { readonly type: 'connection_reset'; readonly connectionId: string }
  | { readonly type: 'circuit_opened'; readonly circuit: string }
  | { readonly type: 'circuit_closed'; readonly circuit: string }
  | { readonly type: 'circuit_reset'; readonly circuit: string; readonly by: 'admin' | 'another replica' }
  | {
      readonly type: 'sdp_answered';
      readonly dataCenter: DataCenter;
      readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
      /** `ok`, or the code of the error, for example `SDP_RATE_LIMITED`. */
      readonly outcome: string;
      readonly durationMs: number;
    }
  | {
      readonly type: 'tool_called';
      readonly tool: string;
      /** Absent when no connection was proved. */
      readonly connectionId?: string;
      readonly writes: boolean;
      /** `ok`, `cancelled`, or the code of the error. */
      readonly outcome: string;
      readonly durationMs: number;
      /** Ids of the SDP records the tool wrote to, where it says so. */
      readonly recordIds?: readonly string[];
    }
  /** A call was turned away because too many were under way. */
  | { readonly type: 'call_shed'; readonly reason: 'server' | 'connection' }
  | { readonly type: 'write_deferred'; readonly connectionId: string; readonly tool: string; readonly writeId: string }
  | {
      readonly type: 'deferred_write_ended';
      readonly connectionId: string;
      readonly tool: string;
      readonly writeId: string;
      readonly outcome: 'done' | 'failed' | 'expired' | 'cancelled' | 'unknown';
      readonly attempts: number;
      /** Who cancelled it; the person where it is not said. */
      readonly by?: 'admin';
    }
  /** An administrator had one tried again: one that waits at once, one that has ended anew. */
  | {
      readonly type: 'deferred_write_retried';
      readonly connectionId: string;
      readonly tool: string;
      readonly writeId: string;
    }
  /** Somebody showed an admin token at the operator page. */
  | { readonly type: 'admin_signed_in' }
  | { readonly type: 'admin_refused'; readonly reason: 'missing' | 'wrong' | 'too_many' }
  /** An administrator asked for a refresh. `ok`, or the code of the error. */
  | { readonly type: 'admin_refreshed'; readonly connectionId: string; readonly outcome: string }
  /** So many audit events could not be written. */
  | { readonly type: 'audit_dropped'; readonly count: number }
  | { readonly type: 'database_lost' }
  | { readonly type: 'database_back'; readonly lostForMs: number };

/** Who removed a connection. */
export type ConnectionRemover = 'person' | 'admin' | 'retention';

export type ServerEventType = ServerEvent['type'];
export type EventOf<T extends ServerEventType> = Extract<ServerEvent, { readonly type: T }>;
