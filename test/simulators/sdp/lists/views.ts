import type { SdpSettings } from '../settings.js';
import type { PersonRow, RequestRow } from '../store/rows.js';

interface Viewing {
  readonly me: PersonRow;
  readonly settings: Pick<SdpSettings, 'myViewsHoldFinished'>;
}

type View = (row: RequestRow, viewing: Viewing) => boolean;

const open: View = ({ status }) => status.in_progress;
const mine: View = ({ technician }, { me }) => technician === me;
const onHold: View = ({ status }) => status.in_progress && status.stop_timer;

/** The system filters of requests (reference B.4). "Pending" means in progress, on hold or not. */
export const REQUEST_VIEWS: Readonly<Record<string, View>> = {
  All_Requests: () => true,
  My_Open: (row, viewing) => mine(row, viewing) && (viewing.settings.myViewsHoldFinished || open(row, viewing)),
  My_Pending: (row, viewing) => mine(row, viewing) && (viewing.settings.myViewsHoldFinished || open(row, viewing)),
  My_Completed: (row, viewing) => mine(row, viewing) && !open(row, viewing),
  Open_System: (row, viewing) => open(row, viewing) && !onHold(row, viewing),
  Overdue_System: (row, viewing) => open(row, viewing) && row.is_overdue,
  Onhold_System: onHold,
  Unassigned_System: (row, viewing) => open(row, viewing) && row.technician === null,
  Completed_System: (row, viewing) => !open(row, viewing),
  Waiting_Update: (row, viewing) => onHold(row, viewing),
};
