import { closestNames } from '../../common/text/closest-names.js';
import { folded } from '../../common/text/folded.js';
import { UnknownNameError } from '../sdp-input.errors.js';

/** Types that live portals have; each portal has its own, and none tells a list of them. */
export const KNOWN_TYPES = [
  'ci_workstation',
  'ci_windows_workstation',
  'ci_windows_server',
  'ci_virtual_machine',
  'ci_switch',
] as const;

/** API name of a type: `Windows server` is `ci_windows_server`. @throws UnknownNameError for text that cannot be one */
export function ciType(text: string): string {
  const words = folded(text).replaceAll(/[\s-]+/g, '_');
  const name = words.startsWith('ci_') ? words : `ci_${words}`;
  if (/^ci_[a-z0-9_]{1,80}$/.test(name)) return name;
  throw unknownType(text);
}

export function unknownType(text: string, options: { readonly cause?: unknown } = {}): UnknownNameError {
  return new UnknownNameError('type of configuration items', text, closestNames(KNOWN_TYPES, text), [], options);
}
