import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { DataSource } from 'typeorm';
import { DESCRIBED_SERVER, openApiText } from '../docs/openapi-page.js';
import { startApp, type TestApp } from '../support/app.js';
import { connectors } from '../support/sdk-clients.js';

const ADMIN = 'a token for the operator';
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Operation {
  readonly operationId: string;
  readonly security?: readonly Record<string, unknown>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: { readonly enum?: string[] };
  }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

describe('GET /openapi.json', () => {
  let app: TestApp;
  let document: Document;
  let person: Record<string, string>;
  let technician: ReturnType<TestApp['simulators']['newTechnician']>;

  beforeAll(async () => {
    app = await startApp({ env: { SDP_ADMIN_TOKEN: ADMIN, SDP_ACCESS_KEYS: 'an-access-key-0123456789' } });
    document = (await (await fetch(`${app.url}/openapi.json`)).json()) as Document;
    technician = app.simulators.newTechnician();
    person = {
      'X-SDP-Client-Id': technician.clientId,
      'X-SDP-Client-Secret': technician.clientSecret,
      'X-SDP-Access-Key': 'an-access-key-0123456789',
    };
  });
  afterAll(() => app.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
    );

  function call(
    id: string,
    headers: Record<string, string>,
    options: { path?: object; query?: string; body?: object } = {},
  ) {
    const { path, method } = operations().find(({ operationId }) => operationId === id)!;
    const address = Object.entries(options.path ?? {}).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, String(value)),
      path,
    );
    return fetch(`${app.url}${address}${options.query ?? ''}`, {
      method,
      headers: { ...headers, ...(options.body ? { 'Content-Type': 'application/json' } : {}) },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    });
  }

  /** What of an answer is not as documented; empty when all of it is. */
  async function complaints(id: string, response: Response): Promise<unknown> {
    const { responses } = operations().find(({ operationId }) => operationId === id)!;
    const described = responses[String(response.status)] ?? (response.ok ? undefined : responses['default']);
    if (!described) return `status ${response.status}: ${await response.text()}`;
    const type = response.headers.get('content-type')!.split(';')[0]!;
    const content = described.content?.[type];
    if (!content) return `${response.status} as ${type}`;
    if (type !== 'application/json') return (await response.text()).length > 0 ? [] : 'nothing';

    const ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as typeof addFormats.default)(ajv);
    ajv.addSchema({ $id: 'document', components: document.components });
    const schema = JSON.parse(JSON.stringify(content.schema).replaceAll('"#/', '"document#/')) as object;
    const validate = ajv.compile(schema);
    const body: unknown = await response.json();
    return validate(body) ? [] : [validate.errors, body];
  }

  it('is OpenAPI, and what docs/openapi.json has, the address apart', async () => {
    expect(await new Validator().validate(structuredClone(document) as never)).toMatchObject({ valid: true });

    const page = await readFile(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8');
    const servers = [{ ...document.servers[0], url: DESCRIBED_SERVER.SDP_PUBLIC_URL }];
    expect(page).toBe(await openApiText(JSON.stringify({ ...document, servers })));
  });

  it('holds no secret and no address but its own', () => {
    const text = JSON.stringify(document);

    expect(document.servers.length).toBe(1);
    for (const secret of [ADMIN, 'an-access-key', app.simulators.accounts().url]) expect(text).not.toContain(secret);
  });

  it('is right about what every operation answers', async () => {
    const admin = { Authorization: `Bearer ${ADMIN}` };
    const code = () => ({ code: technician.grantToken() });
    const said: Record<string, unknown> = {};
    const check = async (id: string, response: Promise<Response>, status = 200) => {
      const answer = await response;
      said[id] = answer.status === status ? await complaints(id, answer) : [answer.status, await answer.text()];
    };

    await check('OAuth_initialize', call('OAuth_initialize', person));
    await check('OAuth_complete', call('OAuth_complete', person, { body: code() }));
    await check('OAuth_status', call('OAuth_status', person));
    await check('OAuth_validate', call('OAuth_validate', person));
    await check('OAuth_refresh', call('OAuth_refresh', person));
    await check('Callback_finish', call('Callback_finish', {}, { query: '?state=x&code=y' }), 400);

    const client = await connectors['SDK v1 over Streamable HTTP']!(app.url, person);
    const tickets = await client.callTool('list_requests', { limit: 1 });
    const { number } = (tickets.structured as { requests: { number: string }[] }).requests[0]!;
    for (const note of ['first', 'second']) {
      await client.callTool('add_note', { request_id: number, note_content: note, defer: 'always' });
    }
    await client.close();

    for (const id of [
      'Activity_lastHour',
      'Audit_list',
      'Audit_csv',
      'Circuits_list',
      'Clients_list',
      'Overview_report',
    ]) {
      await check(id, call(id, admin));
    }
    await check('Circuits_reset', call('Circuits_reset', admin, { path: { name: 'sdp-api:us' } }));
    await check('DeferredWrites_overview', call('DeferredWrites_overview', admin));
    const { writes } = (await (await call('DeferredWrites_overview', admin)).json()) as { writes: { id: string }[] };
    await check('DeferredWrites_cancel', call('DeferredWrites_cancel', admin, { path: { id: writes[0]!.id } }));
    await app.app
      .get(DataSource)
      .query(`UPDATE deferred_writes SET state = 'failed', ended_at = now() WHERE id = $1`, [writes[1]!.id]);
    await check('DeferredWrites_retry', call('DeferredWrites_retry', admin, { path: { id: writes[1]!.id } }));
    const { clients } = (await (await call('Clients_list', admin)).json()) as { clients: { id: string }[] };
    const path = { id: clients[0]!.id };
    await check('Clients_refresh', call('Clients_refresh', admin, { path }));
    await check('Clients_reset', call('Clients_reset', admin, { path }));
    await check('Clients_remove', call('Clients_remove', admin, { path }));
    await check(
      'OAuth_disconnect',
      call('OAuth_complete', person, { body: code() }).then(() => call('OAuth_disconnect', person)),
    );
    for (const id of ['Health_overall', 'Health_live', 'Health_ready', 'Health_startup', 'Metrics_scrape']) {
      await check(id, call(id, {}));
    }

    const ids = operations().map(({ operationId }) => operationId);
    expect(said).toEqual(Object.fromEntries(ids.map((id) => [id, []])));
  });

  it('names every parameter of a query as the server takes it', async () => {
    const admin = { Authorization: `Bearer ${ADMIN}` };
    const samples: Record<string, string> = {
      limit: '3',
      id: '0a',
      clientId: '1000.X',
      portal: 'itdesk',
      after: NOBODY,
    };
    const more: Record<string, string> = {
      connection: NOBODY,
      event: 'connection_set_up',
      outcome: 'ok',
      from: '2026-01-01T00:00:00Z',
      to: '2027-01-01T00:00:00Z',
      before: NOBODY,
    };

    for (const { operationId: id, parameters = [], path } of operations()) {
      const queries = parameters.filter((parameter) => parameter.in === 'query');
      if (queries.length === 0 || !path.startsWith('/admin')) continue;
      const pairs = queries.map(({ name, schema }) => [name, schema.enum?.[0] ?? samples[name] ?? more[name]!]);
      const response = await call(id, admin, { query: `?${new URLSearchParams(pairs).toString()}` });
      expect([id, response.status]).toEqual([id, 200]);
      await response.body?.cancel();
    }
  });

  it('is right about refusals: whoever shows nothing, and whoever asks for what is not there', async () => {
    const refusals: Record<string, unknown> = {};
    for (const { operationId: id, security } of operations()) {
      if (!security?.length || id === 'Metrics_scrape') continue;
      const response = await call(id, { 'X-SDP-Access-Key': 'an-access-key-0123456789' });
      refusals[id] = response.status >= 400 ? await complaints(id, response) : 'let in';
    }
    expect(Object.keys(refusals).length).toBeGreaterThan(15);
    expect(Object.values(refusals).flat()).toEqual([]);
  });
});

describe('GET /openapi.json of a server without an admin API', () => {
  it('does not describe one', async () => {
    const app = await startApp();
    const { paths } = (await (await fetch(`${app.url}/openapi.json`)).json()) as Document;
    await app.close();

    expect(Object.keys(paths)).toContain('/oauth/status');
    expect(Object.keys(paths).filter((path) => path.startsWith('/admin'))).toEqual([]);
  });
});
