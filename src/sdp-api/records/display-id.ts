/**
 * The number of a record: a plain string on requests, `{"display_value": "CH-22", "value": "22"}` on other modules.
 * Null where there is none.
 */
export function displayIdOf(wire: unknown): string | null {
  const value = typeof wire === 'object' && wire !== null ? (wire as { value?: unknown }).value : wire;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
