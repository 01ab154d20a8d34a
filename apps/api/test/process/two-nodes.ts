import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cookieNames } from '@stoa/accounts'
import { openForum as openToReaders } from '@stoa/site'
import { startOutsidePostgres } from '../../bench/restarts/outside-postgres.ts'
import { migrateDatabase } from '../../src/database.ts'
import { createForum, type Forum } from '../../src/forum.ts'
import { createClient, type Client } from '../client.ts'
import { createPeople, type NewUser } from '../people.ts'
import { freePort, run } from './server.ts'

type People = ReturnType<typeof createPeople>

export type TwoNodes = {
  ports: [number, number]
  forum: Forum
  people: People
  /** A member or somebody of the team, with the cookie that their browser has on https. */
  user(user: NewUser): Promise<Client>
  /** Stops and starts one node after the other. Returns what they said on stderr. */
  restartEach(): Promise<string>
  close(): Promise<void>
}

const STOA_SECRET = 'a-secret-of-at-least-32-characters'

/** Starts two nodes of one forum behind a proxy on this machine, with a PostgreSQL of their own. */
export async function startTwoNodes(origin: string): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-nodes-'))
  const database = await startOutsidePostgres(await freePort())
  const ports: [number, number] = [await freePort(), await freePort()]
  const settings = {
    STOA_DATA: join(folder, 'data'),
    STOA_SECRET,
    STOA_ORIGIN: origin,
    STOA_TRUST_PROXY: '127.0.0.1',
    STOA_DRAIN: '2',
    DATABASE_URL: database.url
  }
  await migrateDatabase({ url: database.url })
  const forum = await openBeside(database.url, settings.STOA_DATA, origin)
  const people = createPeople(forum, origin, () => new Date().toISOString())
  const start = (port: number) => run('main', { ...settings, PORT: String(port) })
  const nodes = ports.map(start)
  await Promise.all(nodes.map((node) => node.says('Stoa is ready')))
  const stop = async (index: number) => {
    nodes[index]?.kill('SIGTERM')
    return (await nodes[index]?.exit)?.stderr ?? ''
  }
  return {
    ports,
    forum,
    people,
    async user(values) {
      const user = await people.user(values)
      const cookie = user.headers['cookie']?.replace(
        'stoa_session',
        cookieNames(origin).sessionCookie
      )
      return createClient(forum.app, origin, { ...user, headers: { cookie: cookie ?? '' } })
    },
    async restartEach() {
      let errors = ''
      for (const [index, port] of ports.entries()) {
        errors += await stop(index)
        nodes[index] = start(port)
        await nodes[index].says('Stoa is ready')
      }
      return errors
    },
    async close() {
      await Promise.all(ports.map((_, index) => stop(index)))
      await forum.stop()
      await database.remove()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The forum within this process, to make people and a category. It serves nothing. */
async function openBeside(url: string, dataDirectory: string, origin: string): Promise<Forum> {
  const forum = await createForum({
    target: { url },
    secret: STOA_SECRET,
    dataDirectory,
    mailFrom: 'forum@forum.test',
    mailLimits: { perAddress: 30, securityPerDomain: 1000, securityPerAddress: 20 },
    role: 'web',
    alone: false,
    trustProxy: [],
    logLevel: 'silent',
    origin,
    demo: false,
    clock: () => new Date().toISOString()
  })
  await openToReaders(forum.context())
  return forum
}
