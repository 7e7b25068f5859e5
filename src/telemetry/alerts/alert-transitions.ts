import { IS_EXHAUSTED } from '../../token/refresh-failure.js';

/** Queries that find transitions to tell of, as rows (transition, type, connection_id, circuit, code, occurred_at). */

/** The start of a state in its name: the next time the same state begins is another transition. */
const since = (column: string): string => `trunc(extract(epoch FROM ${column}) * 1000)`;

/** While the circuit to Zoho is open, everybody's refreshes fail without being sent: the circuit's own alert says so. */
const WAS_ASKED = `last_failure_code <> 'circuit_open'`;

export const CONNECTIONS_IN_TROUBLE = `
  SELECT 'reauth_required:' || id || ':' || ${since('needs_reauth_at')}, 'reauth_required',
         id, NULL::text, needs_reauth_reason, needs_reauth_at
    FROM oauth_tokens WHERE needs_reauth
  UNION ALL
  SELECT 'refresh_failing:' || id || ':' || ${since('first_failure_at')}, 'refresh_failing',
         id, NULL::text, last_failure_code, last_failure_at
    FROM oauth_tokens WHERE NOT needs_reauth AND consecutive_failures >= 3 AND ${WAS_ASKED}
  UNION ALL
  SELECT 'refresh_exhausted:' || id || ':' || ${since('first_failure_at')}, 'refresh_exhausted',
         id, NULL::text, last_failure_code, last_failure_at
    FROM oauth_tokens WHERE ${IS_EXHAUSTED}`;

/** `$1` is the present time. One recovery ends all the trouble of before. */
export const CONNECTIONS_RECOVERED = `
  SELECT 'recovered:' || trouble.id, 'connection_recovered', token.id, NULL::text, NULL::text, $1::timestamptz
    FROM (SELECT DISTINCT ON (connection_id) id, connection_id FROM alerts
           WHERE connection_id IS NOT NULL AND type <> 'connection_recovered'
           ORDER BY connection_id, raised_at DESC, id) trouble
    JOIN oauth_tokens token ON token.id = trouble.connection_id
   WHERE NOT token.needs_reauth AND token.consecutive_failures = 0`;

/** Alerts of circuits that no later alert has closed. */
const UNCLOSED = `
  SELECT id, circuit, seen_at FROM alerts opened
   WHERE type = 'circuit_open'
     AND NOT EXISTS (SELECT 1 FROM alerts closed WHERE closed.transition = 'circuit_closed:' || opened.id)`;

/** `$1` is the present time, `$2` the names of circuits that are open on this replica. */
export const CIRCUITS_STILL_OPEN = `
  UPDATE alerts SET seen_at = $1 WHERE circuit = ANY($2::text[]) AND id IN (SELECT id FROM (${UNCLOSED}) unclosed)`;

/** `$1` and `$2` are the names of circuits and since when they are open. */
export const CIRCUITS_OPEN = `
  SELECT 'circuit_open:' || open.name || ':' || coalesce(
           (SELECT id::text FROM alerts WHERE circuit = open.name AND type = 'circuit_closed'
             ORDER BY raised_at DESC, id LIMIT 1), 'first'),
         'circuit_open', NULL::uuid, open.name, NULL::text, open.since
    FROM unnest($1::text[], $2::timestamptz[]) AS open (name, since)
   WHERE open.name NOT IN (SELECT circuit FROM (${UNCLOSED}) unclosed)`;

/** `$1` is the present time, `$2` since when no replica may have seen the circuit open. */
export const CIRCUITS_CLOSED = `
  SELECT 'circuit_closed:' || id, 'circuit_closed', NULL::uuid, circuit, NULL::text, $1::timestamptz
    FROM (${UNCLOSED}) unclosed WHERE seen_at <= $2::timestamptz`;

/** `$1` is when the database was back, `$2` when it was lost: replicas that lost it together tell of it once. */
export const DATABASE_BACK = `
  SELECT 'database_back:' || ${since('$1::timestamptz')}, 'database_back', NULL::uuid, NULL::text, NULL::text,
         $1::timestamptz
   WHERE NOT EXISTS (SELECT 1 FROM alerts WHERE type = 'database_back' AND occurred_at >= $2::timestamptz)`;
