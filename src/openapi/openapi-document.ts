import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { AdminModule } from '../admin/admin.module.js';
import { serverVersion } from '../common/version.js';
import type { AppConfig } from '../config/app-config.js';
import { HealthModule } from '../health/health.module.js';
import { apiSchemas } from '../http/describe.js';
import { OAuthModule } from '../oauth/oauth.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';

const ABOUT = `Set-up and care of people's connections, probes, metrics, and the operator's API. Tickets are worked over MCP at
/mcp, which is not described here. With SDP_ACCESS_KEYS set, /oauth needs one of the keys as X-SDP-Access-Key as well.`;

/** The REST surface as OpenAPI 3.1 has it. Where there is no admin API, it is not described. */
export function openApiDocument(app: INestApplication, config: AppConfig): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('ServiceDesk Plus MCP server')
    .setDescription(ABOUT.replaceAll('\n', ' '))
    .setVersion(serverVersion)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addServer(config.publicUrl)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-SDP-Client-Id' }, 'clientId')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-SDP-Client-Secret' }, 'clientSecret')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'Client ID and Client Secret.' }, 'basic')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'SDP_ADMIN_TOKEN' }, 'adminToken')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'SDP_METRICS_TOKEN, where it is set' },
      'metricsToken',
    )
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    include: [OAuthModule, HealthModule, TelemetryModule, ...(config.adminTokens.length > 0 ? [AdminModule] : [])],
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
  const { schemas } = z.toJSONSchema(apiSchemas, { uri: (id) => `#/components/schemas/${id}` });
  return {
    ...document,
    components: { ...document.components, schemas: { ...document.components?.schemas, ...bare(schemas) } },
  };
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** In a document they go by their place: `$schema` and `$id` would say something else. */
function bare(schemas: Readonly<Record<string, object>>): Schemas {
  const drop = (key: string, value: unknown): unknown => (['$schema', '$id'].includes(key) ? undefined : value);
  return JSON.parse(JSON.stringify(schemas, drop)) as Schemas;
}
