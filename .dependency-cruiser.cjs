/** Arrows point down only. A module file (`*.module.ts`) is wiring and may import what it wires. */
const mayImport = {
  common: [],
  config: ['common'],
  database: ['common', 'config'],
  replicas: ['common', 'config', 'database'],
  audit: ['common', 'config', 'database'],
  token: ['common', 'config', 'database', 'replicas'],
  http: ['common', 'config'],
  'sdp-api': ['common', 'config'],
  retention: ['audit', 'common', 'config', 'database', 'oauth', 'token', 'writes'],
  writes: ['common', 'config', 'database', 'sdp-api', 'token'],
  oauth: ['common', 'config', 'http', 'token'],
  mcp: ['common', 'config', 'http', 'oauth', 'sdp-api', 'token', 'writes'],
  telemetry: ['common', 'config', 'database', 'http', 'token', 'writes'],
  health: ['common', 'config', 'database', 'sdp-api', 'token'],
  admin: ['audit', 'common', 'config', 'database', 'http', 'oauth', 'replicas', 'token', 'writes'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([from, allowed]) => ({
      name: `${from}-imports-only-what-it-may`,
      comment: `src/${from} may import ${allowed.join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^src/${from}/`, pathNot: '\\.module\\.ts$' },
      to: { path: '^src/', pathNot: [from, ...allowed].map((to) => `^src/${to}/`) },
    })),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'mcp-sdk-stays-at-the-edge',
      comment: 'Tools are data: only the legs directly under src/mcp know the SDKs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mcp/[^/]+\\.ts$' },
      to: { path: '@modelcontextprotocol/' },
    },
    {
      name: 'no-test-code-in-src',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration keeps meaning the same when the code moves on',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(main|\\.spec)\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
