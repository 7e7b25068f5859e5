const typescript = ({ tsx }) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // light-my-request (CommonJS, behind Fastify's inject) and @fastify/static require cookie@2 and content-disposition@3,
  // which are ES modules only. Jest can require these only from Node 24.9 on: they are compiled for Node 20 and 22.
  transformIgnorePatterns: ['/node_modules/(?!(.+/node_modules/)?(cookie|content-disposition)/)'],
  transform: {
    '/node_modules/(cookie|content-disposition)/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
    ],
    '^.+\\.ts$': typescript({ tsx: false }),
    '^.+\\.tsx$': typescript({ tsx: true }),
  },
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
};

export default {
  globalSetup: '<rootDir>/test/support/find-postgres.mjs',
  testTimeout: 60_000,
  maxWorkers: 2,
  // A worker keeps what WebAssembly took for each embedded database; a new one begins small.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...base, displayName: 'simulators', testMatch: ['<rootDir>/test/simulators/**/*.spec.ts'] },
    { ...base, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.browser-spec.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'] },
  ],
};
