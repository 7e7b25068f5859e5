import { Logger } from '@nestjs/common';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { StartError } from '../../common/errors/start.error.js';
import { serverVersion } from '../../common/version.js';
import type { AppConfig } from '../../config/app-config.js';

/** Not among the dependencies: 28 MB that most installations never use. Tests compare the versions with those they use. */
export const TRACING_PACKAGES = [
  '@opentelemetry/exporter-trace-otlp-http@0.223.0',
  '@opentelemetry/resources@2.12.0',
  '@opentelemetry/sdk-trace-node@2.12.0',
] as const;

/** `SDP_OTEL` is set and the packages are not there. */
export class TracingPackagesMissingError extends StartError {
  constructor(options?: ErrorOptions) {
    super(
      `SDP_OTEL is set, and the packages for it are not installed. Install them beside the server, or unset it: npm install --no-save ${TRACING_PACKAGES.join(' ')}`,
      options,
    );
  }
}

export interface Tracing {
  /** Sends what has not been sent yet. */
  stop(): Promise<void>;
}

/**
 * Sends spans to an OTLP/HTTP collector when `SDP_OTEL` says so. Where it is, its headers, the sampling and the batches
 * are the standard `OTEL_*` variables (opentelemetry.io, "Environment Variable Specification"), read by the SDK.
 *
 * @throws TracingPackagesMissingError
 */
export async function startTracing({ tracing }: Pick<AppConfig, 'tracing'>): Promise<Tracing> {
  if (!tracing) return { stop: () => Promise.resolve() };
  const { node, http, resources } = await load();

  const logger = new Logger('Tracing');
  // The texts of the SDK may name addresses; what is lost is known without them.
  const failed = () => logger.warn({ event: 'traces_not_sent' });
  const silent = () => undefined;
  diag.setLogger({ error: failed, warn: failed, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);

  const own = resources.resourceFromAttributes({
    'service.name': 'servicedesk-plus-mcp',
    'service.version': serverVersion,
  });
  const named = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new node.NodeTracerProvider({
    resource: resources.defaultResource().merge(own).merge(named),
    spanProcessors: [new node.BatchSpanProcessor(new http.OTLPTraceExporter())],
  });
  provider.register();
  return { stop: () => provider.shutdown().catch(failed) };
}

async function load() {
  try {
    const [node, http, resources] = await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    return { node, http, resources };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new TracingPackagesMissingError({ cause: error });
  }
}
