import { once } from 'node:events'
import fastify from 'fastify'
import { createAccount } from '@stoa/accounts'
import { readConfiguration } from '@stoa/core/server'
import { withForum } from '../src/cli/forum.ts'
import { createPeople } from './people.ts'

// Creates accounts and sessions in a running forum, for browser tests: a server beside the forum,
// which is told whom to create or to sign in. `node apps/api/test/other-users.ts <port>`.

type Account = { username: string; email: string; password: string }

const port = Number(process.argv[2])
const { origin } = readConfiguration(process.env)

await withForum(async (forum) => {
  const people = createPeople(forum, origin, () => new Date().toISOString())
  const server = fastify({ forceCloseConnections: true })
  server.post<{ Body: Account }>('/accounts', async ({ body }) => {
    await createAccount(forum.context(), { ...body, role: 'member' })
    return {}
  })
  server.post<{ Body: Pick<Account, 'username'> }>('/sessions', async ({ body }) => ({
    cookie: await people.session(body.username)
  }))
  await server.listen({ port, host: '127.0.0.1' })
  await once(process, 'SIGTERM')
  await server.close()
})
