import Fastify from 'fastify'
import { serve } from './child.ts'
import { load } from './page-weight.ts'

const pages = JSON.parse(process.argv[2] ?? '{}') as { origin: string; paths: string[] }
const app = Fastify()

// The same bodies that the forum sends, because the load generator's time depends on them.
const bodies = await Promise.all(pages.paths.map((path) => load(new URL(path, pages.origin))))
app.get<{ Params: { index: string } }>('/:index', (request, reply) =>
  reply
    .header('content-encoding', 'br')
    .type('text/html; charset=utf-8')
    .send(bodies[Number(request.params.index)])
)

const origin = await app.listen({ port: 0, host: '127.0.0.1' })
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
serve({ facts: { origin }, counts: () => Promise.resolve({}) })
