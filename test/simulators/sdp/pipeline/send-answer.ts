import type { ServerResponse } from 'node:http';
import type { SdpSettings } from '../settings.js';
import { failureBody, type Reply } from '../wire/envelope.js';
import { SdpFailure, SdpPage } from '../wire/failure.js';

/** An answer ready to be sent. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | Buffer;
}

export function replyAnswer({ status = 200, body, file }: Reply): Answer {
  if (file) return { status, headers: { 'content-type': file.type }, text: file.bytes };
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, text: JSON.stringify(body) };
}

/** The answer to a refused call. @throws whatever is not a refusal: a mistake in the simulator */
export function refusalAnswer(refusal: unknown, settings: SdpSettings): Answer {
  if (refusal instanceof SdpPage) {
    const { httpStatus, title } = refusal;
    const text = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
    return { status: httpStatus, headers: { 'content-type': 'text/html;charset=UTF-8' }, text };
  }
  if (!(refusal instanceof SdpFailure)) throw refusal;
  return {
    status: settings.failuresAsHttp200 ? 200 : refusal.httpStatus,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...refusal.headers },
    text: JSON.stringify(failureBody(refusal, settings.topCode)),
  };
}

export function sendAnswer(res: ServerResponse, { status, headers, text }: Answer): void {
  res.writeHead(status, headers);
  res.end(text);
}
