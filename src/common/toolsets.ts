/** Names of the toolsets a connection can ask for; public, in this order. `all` stands for every other. */
export const TOOLSETS = [
  'core',
  'requests',
  'problems',
  'changes',
  'releases',
  'projects',
  'tasks',
  'assets',
  'cmdb',
  'solutions',
  'contracts',
  'purchases',
  'people',
  'admin_data',
  'all',
] as const;

export type Toolset = (typeof TOOLSETS)[number];

export function isToolset(value: string): value is Toolset {
  return (TOOLSETS as readonly string[]).includes(value);
}
