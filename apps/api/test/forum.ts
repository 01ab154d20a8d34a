import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { Outbound } from '@stoa/core/server'
import { events } from '@stoa/core/schema'
import { invalidateSite } from '@stoa/site'
import { siteSettings } from '@stoa/site/schema'
import type { categories } from '@stoa/threads/schema'
import { createForum, type Forum, type ForumSettings } from '../src/forum.ts'
import { loadWeb } from '../src/web-build.ts'
import type { Client } from './client.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { createPeople, type GroupNames, type NewUser } from './people.ts'

export type { Client, TestAnswer } from './client.ts'
export type { NewUser } from './people.ts'

export type TestForum = Forum & {
  origin: string
  /** `STOA_DATA` of this forum: mails in `mail`, uploads in `uploads`. */
  folder: string
  /** The settings to start another node on the same database. */
  settings: ForumSettings
  guest: Client
  /** A signed-in account. Roles above member have a fresh session and a second factor. */
  user(user?: NewUser): Promise<Client>
  /** A client of the same user, whose session began with a mailed code. */
  withCode(user: Pick<Client, 'id' | 'username'>): Promise<Client>
  /** Signs somebody in and returns the cookie. */
  session(username: string): Promise<string>
  /** Creates a group with these members and returns its id. */
  group(members: readonly Pick<Client, 'id'>[], names?: GroupNames): Promise<number>
  /** Creates a public category and returns its id. */
  category(category?: Partial<typeof categories.$inferInsert>): Promise<number>
  now(): string
  /** Moves the forum's clock. */
  advance(milliseconds: number): void
  /** Deletes the events so far, so that `settle()` runs only the effects of what follows. */
  dropEvents(): Promise<void>
  /** SQL statements sent while `fn` runs. */
  count(fn: () => Promise<unknown>): Promise<number>
}

export type TestForumOptions = {
  demo?: boolean
  origin?: string
  /** With the pages that `npm run build` made. */
  web?: boolean
  /** False: as before its set-up has opened it. */
  opened?: boolean
  mailLimits?: Partial<ForumSettings['mailLimits']>
  /** Allows webhooks to this machine, where the receivers of tests are. */
  loopback?: boolean
  bodyTimes?: ForumSettings['bodyTimes']
  resolveTxt?: ForumSettings['resolveTxt']
  breachedPasswords?: ForumSettings['breachedPasswords']
  pwnedPasswordsUrl?: string
  securityContact?: string
  /** `STOA_SECRET`, for tests that run commands beside the forum. */
  secret?: string
  /** Starts or names a Meilisearch server for search. */
  meili?: () => Promise<ForumSettings['meili']>
}

/**
 * Opens a forum for a test file on a cloned database. Nothing runs in the background; see
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
    secret: options.secret ?? 'a secret of the tests',
    dataDirectory: folder,
    mailFrom: 'forum@forum.test',
    mailLimits: {
      ...{ perAddress: 30, securityPerDomain: 1000, securityPerAddress: 20 },
      ...options.mailLimits
    },
    role: 'all',
    alone: false,
    trustProxy: [],
    logLevel: 'silent',
    origin,
    demo,
    clock: now,
    outbound: options.loopback ? new Outbound({ allowLoopback: true }) : undefined,
    web: options.web ? await loadWeb() : undefined,
    bodyTimes: options.bodyTimes,
    resolveTxt: options.resolveTxt,
    breachedPasswords: options.breachedPasswords,
    pwnedPasswordsUrl: options.pwnedPasswordsUrl,
    securityContact: options.securityContact,
    meili: await options.meili?.()
  }
  const forum = await createForum(settings)
  if (options.opened !== false) {
    await forum.connection.db.update(siteSettings).set({ openedAt: now() })
    invalidateSite(forum.ports)
  }
  const people = createPeople(forum, origin, now)
  return {
    ...forum,
    ...people,
    origin,
    folder,
    settings,
    now,
    advance: (milliseconds) => void (offset += milliseconds),
    async dropEvents() {
      await forum.connection.db.delete(events)
    },
    async count(fn) {
      const before = forum.connection.statements()
      await fn()
      return forum.connection.statements() - before
    }
  }
}
