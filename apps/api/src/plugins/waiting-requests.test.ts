import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { answerProblems } from './problems.ts'
import { answerWaiting } from './waiting-requests.ts'

const patience = 20
let app: FastifyInstance
afterEach(() => app.close())

/** A server whose pages wait until `thaw`; its database is found unreachable if it is frozen. */
function serve({ frozen }: { frozen: boolean }) {
  let [away, checks] = [false, 0]
  let thaw = () => {}
  const answer = new Promise<string>((resolve) => (thaw = () => resolve('late')))
  app = Fastify()
  answerProblems(app, () => Promise.resolve('Forum'))
  const suspect = () => {
    checks += 1
    away = frozen
    if (!frozen && checks > 1) thaw()
  }
  answerWaiting(app, { isAway: () => away, suspect }, patience)
  app.get('/', () => answer)
  app.get('/compressed', (_request, reply) => {
    void reply.headers({ 'content-encoding': 'br', etag: '"1"' })
    return answer
  })
  return { thaw, checks: () => checks }
}

test('requests that wait for a frozen database are answered 503, after one check', async () => {
  const { thaw, checks } = serve({ frozen: true })
  const answers = await Promise.all([app.inject('/'), app.inject('/')])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503])
  expect(answers[0].headers['retry-after']).toBe('2')
  expect(checks()).toBe(1)
  thaw()
})

test('a slow request whose database answers is waited for', async () => {
  const { checks } = serve({ frozen: false })
  expect((await app.inject('/')).body).toBe('late')
  expect(checks()).toBe(2)
})

test('the answer has no header of the page that was under way', async () => {
  const { thaw } = serve({ frozen: true })
  const { statusCode, headers } = await app.inject('/compressed')
  expect([statusCode, headers['content-encoding'], headers.etag]).toEqual([
    503,
    undefined,
    undefined
  ])
  thaw()
})
