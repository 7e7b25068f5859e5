import type { IncomingHttpHeaders } from 'node:http';
import { DATA_CENTERS, type DataCenter, isDataCenter } from '../common/data-center.js';
import { isToolset, type Toolset, TOOLSETS } from '../common/toolsets.js';
import { isPlaceholder, readHeader } from '../common/header-text.js';

/** What a request says beside its credentials. */
export interface CallerOptions {
  readonly dataCenter: DataCenter | undefined;
  readonly portal: string | undefined;
  readonly toolsets: readonly Toolset[] | undefined;
  readonly readOnly: boolean;
  /** One sentence of ours for each value that is not usable; never the value. */
  readonly problems: readonly string[];
}

/** A portal's name in the address of ServiceDesk Plus, `/app/<portal>/`. */
export const PORTAL_NAME = /^[A-Za-z0-9_-]{1,100}$/;

const LONGEST_LIST = 500;

/** Reads the options; a header wins over the query for toolsets, and either of the two can ask for read-only. */
export function readOptions(headers: IncomingHttpHeaders, query: URLSearchParams): CallerOptions {
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const header = readHeader(headers, name.toLowerCase());
    if (header.kind === 'repeated') problems.push(`${name} arrived more than once.`);
    return header.kind === 'text' ? header.text : undefined;
  };

  const parameter = (name: string): string | undefined => {
    const value = query.get(name)?.trim();
    return value === undefined || isPlaceholder(value) ? undefined : value;
  };

  return {
    dataCenter: readDataCenter(text('X-SDP-Data-Center'), problems),
    portal: readPortal(text('X-SDP-Portal'), problems),
    toolsets: readToolsets(text('X-SDP-Toolsets') ?? parameter('toolsets'), problems),
    readOnly: [text('X-SDP-Read-Only'), parameter('readonly')].map((value) => readFlag(value, problems)).includes(true),
    problems,
  };
}

function readDataCenter(text: string | undefined, problems: string[]): DataCenter | undefined {
  const name = text?.toLowerCase();
  if (name === undefined || isDataCenter(name)) return name;
  problems.push(`X-SDP-Data-Center must be one of ${DATA_CENTERS.join(', ')}.`);
  return undefined;
}

function readPortal(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined || PORTAL_NAME.test(text)) return text;
  problems.push(
    'X-SDP-Portal must be the name after /app/ in the address of ServiceDesk Plus: letters, digits, _ and -.',
  );
  return undefined;
}

function readToolsets(text: string | undefined, problems: string[]): readonly Toolset[] | undefined {
  const names = (text ?? '')
    .slice(0, LONGEST_LIST)
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const known = [...new Set(names.filter(isToolset))];
  if (known.length < new Set(names).size) problems.push(`X-SDP-Toolsets may name ${TOOLSETS.join(', ')}.`);
  return known.length > 0 ? known : undefined;
}

/** What cannot be read asks for the safe side: a connection meant to be read-only never writes by a typing mistake. */
function readFlag(text: string | undefined, problems: string[]): boolean {
  const value = text?.toLowerCase() ?? '';
  if (['', '0', 'false', 'no', 'off'].includes(value)) return false;
  if (!['1', 'true', 'yes', 'on'].includes(value)) problems.push('X-SDP-Read-Only must be true or false.');
  return true;
}
