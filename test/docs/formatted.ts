import { format, resolveConfig } from 'prettier';

/** A page as Prettier sets it, so that what is made and what is checked in never differ by form alone. */
export async function formatted(page: string): Promise<string> {
  const options = await resolveConfig(import.meta.filename);
  return format(page, { ...options, parser: 'markdown' });
}
