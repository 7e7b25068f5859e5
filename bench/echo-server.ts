import Fastify from 'fastify';

/** The baseline: a raw Fastify that parses a JSON body and sends it back. Prints its address. */
const fastify = Fastify();
fastify.post('/echo', async (request) => request.body);
fastify.get('/ready', async () => ({ ready: true }));
process.stdout.write(`${await fastify.listen({ port: 0, host: '127.0.0.1' })}\n`);
