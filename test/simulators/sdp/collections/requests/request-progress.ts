import type { PersonRow, RequestRow, StatusRow } from '../../store/rows.js';

/** A status as it changes: what the vendor notes down with it (reference C.1.1, D.29). */
export function moveTo(request: RequestRow, status: StatusRow, now: number): void {
  const wasFinished = !request.status.in_progress;
  request.status = status;
  if (status.in_progress) {
    if (wasFinished) Object.assign(request, { is_reopened: true, resolved_time: null, completed_time: null });
    return;
  }
  request.completed_time ??= now;
  if (status.internal_name === 'Resolved') request.resolved_time ??= now;
  request.time_elapsed = String(request.completed_time - request.created_time);
}

export function assign(request: RequestRow, technician: PersonRow | null, now: number): void {
  if (request.technician === technician) return;
  request.technician = technician;
  request.assigned_time = technician ? now : null;
}

/** A ticket is late while it is being worked on, its clock runs and its time is over. */
export function refreshOverdue(request: RequestRow, now: number): RequestRow {
  const { status, due_by_time } = request;
  if (status.in_progress) request.is_overdue = !status.stop_timer && due_by_time !== null && due_by_time < now;
  return request;
}
