import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import type { SdpConnection } from '../sdp-connection.js';
import type { DemandedFields } from './demanded-fields.js';
import { SdpTemplate, type TemplateField, TemplateForm } from './template.schema.js';

const TemplateRows = rowsOf(SdpTemplate, 'request_templates');
const FormAnswer = z.object({ request_template: TemplateForm });

/** Forms from which requests are made. */
export class TemplatesApi {
  constructor(
    private readonly send: Send,
    private readonly connection: SdpConnection,
    private readonly memory: DemandedFields,
  ) {}

  async list(page: PageQuery = {}): Promise<Page<SdpTemplate>> {
    return this.send(listOperation({ ...page, path: ['request_templates'], rows: TemplateRows }));
  }

  /** The fields on a template's form; empty where the portal does not show the form. */
  async form(id: string): Promise<readonly TemplateField[]> {
    const { request_template: fields } = await this.send({
      method: 'GET',
      path: ['request_templates', id],
      answer: FormAnswer,
    });
    return fields;
  }

  /** Fields that were demanded the last time, as far as known; see `DemandedFields`. @param template name, or empty */
  demanded(template: string): readonly string[] {
    return this.memory.of(this.connection, template);
  }

  /** Remembers what the portal wanted. @param template name, or empty */
  refused(template: string, missing: readonly string[]): void {
    this.memory.refused(this.connection, template, missing);
  }

  /** Remembers what the portal did without. @param template name, or empty @param given SDP's field names */
  created(template: string, given: readonly string[]): void {
    this.memory.created(this.connection, template, given);
  }
}
