# The server, and with --target simulator the simulators of Zoho and ServiceDesk Plus for a try without either.
#   docker build -t servicedesk-plus-mcp .
#   docker build -t servicedesk-plus-mcp --build-arg OTEL=true .    with OpenTelemetry

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
ARG OTEL=false
RUN if [ "$OTEL" = true ]; then npm install --no-save --omit=dev @opentelemetry/exporter-trace-otlp-http@0.223.0 @opentelemetry/resources@2.12.0 @opentelemetry/sdk-trace-node@2.12.0; fi

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && mkdir /data

# Shares the network of the server that it stands in for: see docker-compose.yml.
FROM build AS simulator
USER 1000:1000
CMD ["node", "--import", "tsx", "test/simulators/main.ts"]

FROM node:24-slim AS server
LABEL org.opencontainers.image.title="servicedesk-plus-mcp" \
      org.opencontainers.image.description="MCP server for ManageEngine ServiceDesk Plus Cloud" \
      org.opencontainers.image.licenses="MIT"
# Whoever maps a port decides who reaches it; 127.0.0.1 of a container would be nobody.
ENV NODE_ENV=production HOST=0.0.0.0 SDP_DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=1000:1000 /data /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist ./dist
USER 1000:1000
VOLUME /data
EXPOSE 3456
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3456}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
