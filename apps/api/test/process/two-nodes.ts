import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cookieNames } from '@stoa/accounts'
import { openForum as openToReaders } from '@stoa/site'
import { startOutsidePostgres } from '../../bench/restarts/outside-postgres.ts'
import { migrateDatabase } from '../../src/database.ts'
import { createForum, type Forum } from '../../src/forum.ts'
import { createClient, type Client } from '../client.ts'
import { createPeople, type NewUser } from '../people.ts'
import { realMeilisearch, type RealMeilisearch } from '../search/real-meilisearch.ts'
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
  /** Acts while PostgreSQL is stopped, after proxies have had time to notice that no node is ready. */
  withoutDatabase(act: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

const STOA_SECRET = 'a-secret-of-at-least-32-characters'

/**
 * Starts two nodes of one forum behind a proxy on this machine, with a PostgreSQL of their own. They
 * search with the Meilisearch of STOA_MEILI_URL, if it names one.
 */
export async function startTwoNodes(origin: string): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-nodes-'))
  const database = await startOutsidePostgres(await freePort())
  const ports: [number, number] = [await freePort(), await freePort()]
  const meilisearch = realMeilisearch()
  const settings = {
    STOA_DATA: join(folder, 'data'),
    STOA_SECRET,
    STOA_ORIGIN: origin,
    STOA_TRUST_PROXY: '127.0.0.1',
    STOA_DRAIN: '2',
    DATABASE_URL: database.url,
    ...(meilisearch && settingsOf(meilisearch))
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
    async withoutDatabase(act) {
      await database.end('fast')
      try {
        await Promise.all(ports.map((port) => untilAnswers(port, 503)))
        await sleep(noticedWithin)
        await act()
      } finally {
        await database.start()
        await Promise.all(ports.map((port) => untilAnswers(port, 200)))
        while (forum.connection.isAway()) await sleep(50)
      }
    },
    async close() {
      await Promise.all(ports.map((_, index) => stop(index)))
      await forum.stop()
      await database.remove()
      await meilisearch?.deleteIndexes()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

// The sample of Caddy checks each node once a second, for at most a second.
const noticedWithin = 2500

async function untilAnswers(port: number, status: number) {
  while ((await fetch(`http://127.0.0.1:${port}/readyz`)).status !== status) await sleep(50)
}

const settingsOf = ({ url, key, prefix }: RealMeilisearch) => ({
  STOA_MEILI_URL: url,
  ...(key && { STOA_MEILI_KEY: key }),
  STOA_MEILI_PREFIX: prefix
})

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
