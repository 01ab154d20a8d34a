import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { after, Outbound, usernameKey, type Role } from '@stoa/core'
import { secondFactors, sessions, users } from '@stoa/accounts/schema'
import { dropCategories } from '@stoa/threads'
import { categories, categoryModerators } from '@stoa/threads/schema'
import { createForum, type Forum, type ForumSettings } from '../src/forum.ts'
import { loadWeb } from '../src/web-build.ts'
import { createClient, type Client } from './client.ts'
import { createDatabase, type TestDatabase } from './database.ts'

export type { Client, TestAnswer } from './client.ts'

export type NewUser = Partial<Omit<typeof users.$inferInsert, 'role'>> & {
  role?: Exclude<Role, 'guest'>
  /** Categories given to a volunteer. */
  moderates?: number[]
}

export type TestForum = Forum & {
  origin: string
  /** `STOA_DATA` of this forum: mails in `mail`, uploads in `uploads`. */
  folder: string
  /** What another node over the same database would be started with. */
  settings: ForumSettings
  guest: Client
  /** A signed-in account; above member with a fresh session and a second factor. */
  user(user?: NewUser): Promise<Client>
  /** A public category, answers its id. */
  category(category?: Partial<typeof categories.$inferInsert>): Promise<number>
  now(): string
  /** Moves the forum's clock. */
  advance(milliseconds: number): void
  /** SQL statements sent while `fn` runs. */
  count(fn: () => Promise<unknown>): Promise<number>
}

export type TestForumOptions = {
  demo?: boolean
  origin?: string
  /** With the pages that `npm run build` made. */
  web?: boolean
  /** Webhooks may go to this machine, where their receivers of tests are. */
  loopback?: boolean
  /** Starts or names the Meilisearch that searches. */
  meili?: () => Promise<ForumSettings['meili']>
}

let serial = 0
const unique = (name: string) => `${name}${(serial += 1)}`

/**
 * A forum of its own for a test file, over a cloned database; nothing runs in the background, see
 * `settle()`. The object is filled before the first test of the file.
 */
export function startForum(options: TestForumOptions = {}): TestForum {
  const forum = {} as TestForum
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase()
    Object.assign(forum, await open(database, options))
  })
  afterAll(async () => {
    await forum.stop()
    await database.drop()
    await rm(forum.folder, { recursive: true })
  })
  return forum
}

async function open(database: TestDatabase, options: TestForumOptions): Promise<TestForum> {
  const { demo = false, origin = 'http://127.0.0.1:3000' } = options
  const folder = await mkdtemp(join(tmpdir(), 'stoa-test-'))
  let offset = 0
  const now = () => new Date(Date.now() + offset).toISOString()
  const settings: ForumSettings = {
    target: database.target,
    secret: 'a secret of the tests',
    dataDirectory: folder,
    mailFrom: 'forum@forum.test',
    role: 'all',
    alone: false,
    trustProxy: [],
    logLevel: 'silent',
    origin,
    demo,
    clock: now,
    outbound: options.loopback ? new Outbound({ allowLoopback: true }) : undefined,
    web: options.web ? await loadWeb() : undefined,
    meili: await options.meili?.()
  }
  const forum = await createForum(settings)
  const people = createPeople(forum, origin, now)
  return {
    ...forum,
    ...people,
    origin,
    folder,
    settings,
    now,
    advance: (milliseconds) => void (offset += milliseconds),
    async count(fn) {
      const before = forum.connection.statements()
      await fn()
      return forum.connection.statements() - before
    }
  }
}

function createPeople(forum: Forum, origin: string, now: () => string) {
  const { db } = forum.connection
  const guest = createClient(forum.app, origin, { id: 0, username: '', headers: {} })
  return {
    guest,
    async user({ moderates = [], ...values }: NewUser = {}) {
      const username = values.username ?? unique('user')
      const [row] = await db
        .insert(users)
        .values({
          username,
          usernameKey: usernameKey(username),
          email: `${unique('mail')}@example.test`,
          emailVerifiedAt: now(),
          trust: 'basic',
          createdAt: now(),
          ...values
        })
        .returning({ id: users.id })
      const id = row?.id ?? 0
      // Above member nobody acts without one.
      if (values.role && values.role !== 'member')
        await db
          .insert(secondFactors)
          .values({ userId: id, encryptedSecret: '', confirmedAt: now() })
      for (const categoryId of moderates)
        await db.insert(categoryModerators).values({ categoryId, userId: id, createdAt: now() })
      const cookie = await signIn(forum, id, now())
      return createClient(forum.app, origin, { id, username, headers: { cookie } })
    },
    async category(values: Partial<typeof categories.$inferInsert> = {}) {
      const slug = values.slug ?? unique('category-')
      const name = { en: slug, 'zh-CN': slug, 'zh-TW': slug }
      const [row] = await db
        .insert(categories)
        .values({ slug, name, description: name, createdAt: now(), ...values })
        .returning({ id: categories.id })
      dropCategories(forum.ports)
      return row?.id ?? 0
    }
  }
}

async function signIn(forum: Forum, userId: number, now: string): Promise<string> {
  const sessionId = randomBytes(25).toString('hex')
  await forum.connection.db.insert(sessions).values({
    hash: createHash('sha256').update(sessionId).digest('hex'),
    userId,
    createdAt: now,
    authenticatedAt: now,
    lastUsedAt: now,
    expiresAt: after(now, 30 * 24 * 3600_000),
    secondFactor: true,
    address: '127.0.0.1',
    userAgent: 'test'
  })
  return `stoa_session=${sessionId}`
}
