import Fastify from 'fastify'
import { answerUsage } from './child.ts'

const sizes = JSON.parse(process.argv[2] ?? '[]') as number[]
const app = Fastify()

// The same number of different bodies of the same sizes as the forum sends.
const bodies = sizes.map((size, index) => Buffer.alloc(size, `${index} `))
app.get<{ Params: { index: string } }>('/:index', (request, reply) =>
  reply.type('text/html; charset=utf-8').send(bodies[Number(request.params.index)])
)

const origin = await app.listen({ port: 0, host: '127.0.0.1' })
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
answerUsage({ origin }, () => 0)
