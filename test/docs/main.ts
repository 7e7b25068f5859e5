import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { architecturePage } from './architecture-parts.js';
import { cliPage } from './cli-page.js';
import { clientsPage } from './clients-page.js';
import { configurationPage } from './configuration-page.js';
import { coveragePage } from './coverage-page.js';
import { metricsPage } from './metrics-page.js';
import { openApiPage } from './openapi-page.js';
import { toolsPage } from './tools-page.js';

// npm run docs: the pages that are made from code.
const folder = join(import.meta.dirname, '../../docs');
await writeFile(join(folder, 'METRICS.md'), await metricsPage());
await writeFile(join(folder, 'CONFIGURATION.md'), configurationPage());
await writeFile(join(folder, 'COVERAGE.md'), await coveragePage());
await writeFile(join(folder, 'openapi.json'), await openApiPage());
await writeFile(join(folder, 'TOOLS.md'), await toolsPage());
await writeFile(join(folder, 'CLI.md'), await cliPage());
await writeFile(join(folder, 'CLIENTS.md'), await clientsPage());
await writeFile(join(folder, 'ARCHITECTURE.md'), await architecturePage());
