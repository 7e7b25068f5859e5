import type { Call, Route } from '../routes/route.js';
import type { SdpSettings } from '../settings.js';
import type { Row } from '../store/rows.js';
import { listReply, type Reply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import type { ParentRecords } from './child-collection.js';
import { notFound } from './requests/find-request.js';

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  txt: 'text/plain',
  log: 'text/plain',
  html: 'text/html',
  pdf: 'application/pdf',
  json: 'application/json',
};

const typeOf = (name: string): string => TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

/** Only where the portal spells it so. @throws SdpFailure 4007 */
function only(spelling: SdpSettings['attachmentSpelling'], { settings }: Call): void {
  if (settings.attachmentSpelling !== spelling) throw failures.invalidUrl();
}

/** Uploads, downloads and the list of files below a module's records (reference B.10). */
export function attachmentRoutesUnder(parent: ParentRecords<Row>): Route[] {
  const { name, scopes } = parent;
  const path = `/${name}/{id}`;

  const add =
    (field: string, attached: boolean) =>
    (call: Call): Reply => {
      only(attached ? 'cloud' : 'msp', call);
      const record = parent.find(call);
      const { upload, store, settings, caller } = call;
      if (upload?.field !== field) throw failures.mandatory([field]);
      const id = store.ids.take();
      store.files.set(id, upload.bytes);
      const file = `${name}/${record.id}/_uploads/${id}`;
      const urls = { rooted: `/app/${call.name}/api/v3/${file}`, below_api: `/${file}`, none: null };
      const row = {
        id,
        file_id: id.slice(-5),
        name: upload.name,
        size: String(upload.bytes.length),
        content_type: typeOf(upload.name),
        content_url: urls[settings.attachmentUrls],
        attached_by: { id: caller.id, name: caller.name },
      };
      // without addtoattachment a file is only stored (reference B.10)
      if (!attached || upload.fields.addtoattachment === 'true') {
        store.attachments.add(record.id, row);
        record.attachments = store.attachments.of(record.id);
        record.has_attachments = true;
      }
      const { file_id, content_url } = row;
      return listReply('uploads', [{ file_id, content_url, name: row.name, size: row.size }]);
    };

  const read =
    (spelling: SdpSettings['attachmentSpelling']) =>
    (call: Call): Reply => {
      only(spelling, call);
      const row = call.store.attachments.find(parent.find(call).id, call.params.file_id!);
      const bytes = row && call.store.files.get(row.id);
      if (!row || !bytes) throw notFound(call);
      return { body: {}, file: { bytes, type: row.content_type as string } };
    };

  const list = (call: Call): Reply => listReply('attachments', call.store.attachments.of(parent.find(call).id));

  const get = { method: 'GET', scopes } as const;
  return [
    {
      ...{ method: 'POST', scopes, path: `${path}/_uploads`, operation: `${name}.attachments.add` },
      answer: add('filename', true),
    },
    {
      ...{ method: 'PUT', scopes, path: `${path}/upload`, operation: `${name}.attachments.add_plain` },
      answer: add('input_file', false),
    },
    { ...get, path: `${path}/_uploads/{file_id}`, operation: `${name}.attachments.read`, answer: read('cloud') },
    {
      ...{ ...get, path: `${path}/_uploads/{file_id}/download`, operation: `${name}.attachments.download` },
      answer: read('cloud'),
    },
    { ...get, path: `${path}/attachments`, operation: `${name}.attachments.list`, answer: list },
    {
      ...{ ...get, path: `${path}/attachments/{file_id}/download`, operation: `${name}.attachments.download_plain` },
      answer: read('msp'),
    },
  ];
}
