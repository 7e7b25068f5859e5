import { expect, it } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { connectors } from '../../support/sdk-clients.js';
import { ADMIN_TOKEN, useReplicas } from '../replicas/replicas-scene.js';

const BODY = 'words of a note that nobody else may read';

describeOnEachDatabase('the audit of one day', (database) => {
  const scene = useReplicas(database, { count: 1 });

  it('has each thing that was done once, in order, and no word of what was written', async () => {
    const [server] = scene.replicas;
    const zoho = scene.simulators.accounts();
    const technician = scene.simulators.newTechnician();
    const { clientId, clientSecret } = technician;
    const headers = { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
    const send = (path: string, init: RequestInit = {}) =>
      fetch(server!.url + path, {
        ...init,
        headers: { ...headers, 'Content-Type': 'application/json', ...init.headers },
      });
    const ticket = scene.simulators.sdp().store.liveRequests()[0]!;
    const codes = [technician.grantToken(), technician.grantToken()];

    const setUp = (code: string | undefined) =>
      send('/oauth/setup', { method: 'POST', body: JSON.stringify({ code }) });
    await setUp('1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef');
    await setUp(codes[0]);
    const client = await connectors['SDK v1 over Streamable HTTP']!(server!.url, headers);
    await client.callTool('list_requests');
    await client.callTool('add_private_note', { request_id: ticket.display_id, note_content: BODY });
    await client.callTool('add_private_note', { request_id: '99999999', note_content: BODY });
    await client.close();
    await send('/oauth/refresh', { method: 'POST' });
    await setUp(codes[1]);
    await send('/oauth/status', { headers: { 'X-SDP-Client-Secret': 'wrong-0123456789' } });
    await scene.admin(server!, 'circuit-breakers/sdp-api:us/reset', 'POST');
    await fetch(`${server!.url}/admin/audit`);
    await send('/oauth/connection', { method: 'DELETE', headers: { 'X-Request-Id': 'the-last-one' } });

    const expected = [
      ['person', 'setup_failed', null, 'GRANT_TOKEN_INVALID'],
      ['person', 'connection_set_up', null, 'new'],
      ['person', 'tool_called', 'add_private_note', 'ok'],
      ['person', 'tool_called', 'add_private_note', 'SDP_NOT_FOUND'],
      ['person', 'connection_set_up', null, 'replaced'],
      ['person', 'secret_refused', null, expect.any(String)],
      ['admin', 'circuit_reset', 'sdp-api:us', 'ok'],
      ['admin', 'admin_refused', null, 'missing'],
      ['person', 'connection_removed', null, 'revoked'],
    ];
    const events = await eventually(async () => {
      const { body } = await scene.admin(server!, 'audit');
      const found = [...body.events].reverse();
      expect(found.map(({ actor, event, subject, outcome }) => [actor, event, subject, outcome])).toEqual(expected);
      return found;
    });

    expect(events[2].recordIds).toContain(ticket.id);
    expect(events.at(-1).requestId).toBe('the-last-one');
    for (const { requestId, replica } of events)
      expect([requestId, replica]).toEqual([expect.any(String), expect.any(String)]);
    const text = JSON.stringify(await scene.dataSource.query('SELECT * FROM audit_events'));
    const secrets = [BODY, clientId, clientSecret, ADMIN_TOKEN, ...codes, ...zoho.meter.map(() => '1000.')];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
