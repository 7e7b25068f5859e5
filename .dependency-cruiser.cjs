/** Arrows point down only. A module file (`*.module.ts`) is wiring and may import what it wires. */
const mayImport = {
  common: [],
  config: ['common'],
  database: ['common', 'config'],
  replicas: ['common', 'config', 'database'],
  audit: ['common', 'config', 'database'],
  token: ['common', 'config', 'database', 'replicas'],
  http: ['common', 'config'],
  pages: ['common', 'config', 'http'],
  'sdp-api': ['common', 'config'],
  retention: ['audit', 'common', 'config', 'database', 'oauth', 'token', 'writes'],
  writes: ['common', 'config', 'database', 'sdp-api', 'token'],
  oauth: ['common', 'config', 'http', 'pages', 'token'],
  mcp: ['common', 'config', 'http', 'oauth', 'sdp-api', 'token', 'writes'],
  telemetry: ['common', 'config', 'database', 'http', 'token', 'writes'],
  health: ['common', 'config', 'database', 'http', 'sdp-api', 'token'],
  openapi: ['admin', 'common', 'config', 'health', 'http', 'oauth', 'telemetry'],
  keys: ['common', 'config', 'database', 'replicas', 'token'],
  transfer: ['common', 'config', 'database', 'token'],
  cli: ['audit', 'common', 'config', 'database', 'keys', 'oauth', 'token', 'transfer', 'writes'],
  'setup-page': ['common', 'config', 'http', 'oauth', 'pages', 'token'],
  'admin-page': ['admin', 'audit', 'common', 'config', 'http', 'pages', 'replicas', 'token', 'writes'],
  admin: ['audit', 'common', 'config', 'database', 'http', 'oauth', 'pages', 'replicas', 'token', 'writes'],
};

/** Files directly under src that a folder starts. */
const mayStart = { cli: ['serve'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([from, allowed]) => ({
      name: `${from}-imports-only-what-it-may`,
      comment: `src/${from} may import ${allowed.join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^src/${from}/`, pathNot: '\\.module\\.ts$' },
      to: {
        path: '^src/',
        pathNot: [
          ...[from, ...allowed].map((to) => `^src/${to}/`),
          ...(mayStart[from] ?? []).map((file) => `^src/${file}\\.ts$`),
        ],
      },
    })),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'mcp-sdk-stays-at-the-edge',
      comment: 'Tools are data: only the legs directly under src/mcp know the SDKs, and the bridge of the command line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(mcp|cli/connect)/[^/]+\\.ts$' },
      to: { path: '@modelcontextprotocol/' },
    },
    {
      name: 'no-test-code-in-src',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^test/|\\.spec\\.tsx?$' },
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
      from: { orphan: true, path: '^src/', pathNot: '(main|\\.spec)\\.ts$|/public/' },
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
