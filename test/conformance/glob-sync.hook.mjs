import { register } from 'node:module';

/**
 * For `node --import`: lets the published conformance suite link on Node 20. Its bundle imports `globSync`, which
 * node:fs has from Node 22 on, for a command that is not used here.
 */
const loader = `
  const SHIM = 'conformance:fs';
  const source = "export * from 'node:fs'; export { default } from 'node:fs';"
    + "export function globSync() { throw new Error('fs.globSync needs Node 22'); }";
  export const resolve = (specifier, context, next) =>
    /^(node:)?fs$/.test(specifier) && context.parentURL?.includes('/@modelcontextprotocol/conformance/')
      ? { url: SHIM, shortCircuit: true }
      : next(specifier, context);
  export const load = (url, context, next) =>
    url === SHIM ? { format: 'module', source, shortCircuit: true } : next(url, context);
`;

if (Number(process.versions.node.split('.')[0]) < 22) register(`data:text/javascript,${encodeURIComponent(loader)}`);
