import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import type { ToolWorld } from './tool-world.js';

/** Arguments for one call of a tool. */
export type SampleCalls = Readonly<Record<string, () => Record<string, unknown> | Promise<Record<string, unknown>>>>;

/** One call of each tool that works below a record. @param scene asked when a call is made */
export function callsBelow(scene: () => { readonly w: ToolWorld; readonly request: RequestRow }): SampleCalls {
  const id = () => scene().request.id;
  const made = async (tool: string, args: object): Promise<string> => {
    const { data } = await scene().w.call(tool, { id: id(), ...args });
    return String(data['id']);
  };
  const worklog = async () => ({ id: id(), worklog_id: await made('log_time', { time: '1h' }) });
  return {
    log_time: () => ({ id: id(), time: '1h30', description: 'x', started: 'yesterday' }),
    list_worklogs: () => ({ id: id() }),
    update_worklog: async () => ({ ...(await worklog()), time: '2h', technician: 'Aisha Khan' }),
    delete_worklog: async () => ({ ...(await worklog()), confirm: true }),
  };
}
