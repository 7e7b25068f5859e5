import type { Caller } from '../oauth/caller.js';
import { GUIDES } from './resources/guides.js';
import { RECORD_RESOURCES } from './resources/record-resources.js';
import { ResourceFailedFault, ResourceUnknownFault } from './mcp.errors.js';
import type { ToolCall, ToolDispatcher } from './tool-dispatcher.js';

const MARKDOWN = 'text/markdown';

/** Codes of tools that mean: there is no such record, or this person may not see it. */
const UNKNOWN = new Set(['SDP_NOT_FOUND', 'TICKET_REFERENCE_INVALID', 'RECORD_REFERENCE_INVALID', 'INVALID_ARGUMENTS']);

/** The texts a client can attach: our guides, and records read by the tools that read them. */
export class ResourceReader {
  constructor(private readonly dispatcher: Pick<ToolDispatcher, 'call' | 'offers'>) {}

  /** The result of `resources/list`. */
  list() {
    return {
      resources: GUIDES.map(({ text: _text, ...guide }) => ({ ...guide, mimeType: MARKDOWN })),
    };
  }

  /** The result of `resources/templates/list`: what this caller's tools can read. */
  templates(caller: Caller) {
    return {
      resourceTemplates: RECORD_RESOURCES.filter(({ tool }) => this.dispatcher.offers(tool, caller)).map(
        ({ uriTemplate, name, title, description }) => ({ uriTemplate, name, title, description, mimeType: MARKDOWN }),
      ),
    };
  }

  /**
   * The result of `resources/read`.
   *
   * @throws ResourceUnknownFault, ResourceFailedFault with the sentences of the tool, CallCancelledFault
   */
  async read(uri: string, call: ToolCall) {
    const guide = GUIDES.find((one) => one.uri === uri);
    const text = guide ? guide.text : await this.readRecord(uri, call);
    return { contents: [{ uri, mimeType: MARKDOWN, text }] };
  }

  private async readRecord(uri: string, call: ToolCall): Promise<string> {
    const kind = RECORD_RESOURCES.find(({ pattern }) => pattern.test(uri));
    const id = kind && decoded(kind.pattern.exec(uri)?.[1] ?? '');
    if (kind === undefined || id === undefined || !this.dispatcher.offers(kind.tool, call.caller)) {
      throw new ResourceUnknownFault(uri, 'There is no such resource.');
    }
    const { content, structuredContent, isError } = await this.dispatcher.call(
      kind.tool,
      { [kind.argument]: id },
      call,
    );
    const text = content[0]?.text ?? '';
    if (isError !== true) return text;
    if (UNKNOWN.has(String(structuredContent['code']))) throw new ResourceUnknownFault(uri, text);
    throw new ResourceFailedFault(text, structuredContent);
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
