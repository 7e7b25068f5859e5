import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

export interface PageQuery<T> {
  readonly query: T;
  /** What of the query was not usable; then `query` is the one of an empty form. */
  readonly problems: readonly string[];
}

/** Reads a form that travels in an address: empty fields are absent ones, and a mistake is no reason for no page. */
export function readPageQuery<T extends object>(
  type: ClassConstructor<T>,
  sent: Readonly<Record<string, unknown>>,
): PageQuery<T> {
  const filled = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ''));
  const query = plainToInstance(type, filled);
  const problems = validateSync(query, { whitelist: true, forbidNonWhitelisted: true }).flatMap(
    ({ constraints = {} }) => Object.values(constraints),
  );
  return problems.length === 0 ? { query, problems } : { query: new type(), problems };
}
