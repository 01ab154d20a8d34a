import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { recheckSessions } from '@stoa/accounts/providers'
import { secondFactors, signInProviders } from '@stoa/accounts/schema'
import { seal } from '@stoa/accounts/secrets'
import { followMode } from '@stoa/accounts/sign-in-mode'
import { followClock } from '@stoa/announcements'
import { writeArticleUses } from '@stoa/articles'
import { startEmbedded } from '@stoa/embedded-postgres'
import { openForum } from '@stoa/site'
import { publishAnswers } from '@stoa/tickets'
import { migrateDatabase } from '../src/database.ts'
import { createForum } from '../src/forum.ts'
import { loadWeb } from '../src/web-build.ts'
import {
  clientId,
  clientSecret,
  startProvider,
  type Person,
  type TestProvider
} from './accounts/provider-server.ts'
import { sentMails } from './mails.ts'
import { createPeople, type NewUser } from './people.ts'
import { freePort } from './process/server.ts'

// A forum with a fake clock, for browser tests: a process that receives the time and the users to
// create over its channel. `node apps/api/test/fake-clock.ts <start time>`.

type Told = { id: number } & (
  | { moveTo: string }
  | { person: NewUser; secret?: string }
  | { category: string }
  | { atProvider: Person }
  | { mailTo: string }
)

const mailLimits = { perAddress: 30, securityPerDomain: 1000, securityPerAddress: 20 }
const folder = await mkdtemp(join(tmpdir(), 'stoa-clock-'))
const postgres = await startEmbedded({ dataDirectory: folder, disposable: true })
let offset = Date.parse(process.argv[2] ?? '') - Date.now()
const now = () => new Date(Date.now() + offset).toISOString()
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
await migrateDatabase(postgres.target)
const forum = await createForum({
  ...{ target: postgres.target, secret: 'a secret of the tests', dataDirectory: folder },
  ...{ mailFrom: 'forum@forum.test', mailLimits, role: 'all', alone: true, trustProxy: [] },
  ...{ logLevel: 'silent', origin, demo: false, clock: now, web: await loadWeb() }
})
await forum.app.listen({ port, host: '127.0.0.1' })
await openForum(forum.context())
const people = createPeople(forum, origin, now)

/** Moves the clock and runs everything that is due by then. */
async function moveTo(time: string) {
  offset = Date.parse(time) - Date.now()
  await followClock(forum.context())
  await publishAnswers(forum.context())
  await followMode(forum.context())
  await writeArticleUses(forum.context())
  await forum.settle()
  // The last use of a session is written by now.
  await recheckSessions(forum.context())
}

let provider: Promise<TestProvider> | undefined

/** Starts a real OpenID provider that gave out the addresses at `acme.test`. */
async function startAcme(): Promise<TestProvider> {
  const started = await startProvider(`${origin}/sign-in/with/acme/return`)
  const row = {
    ...{
      slug: 'acme',
      protocol: 'oidc' as const,
      name: { en: 'Acme' },
      clientId,
      isInternal: true
    },
    issuer: started.issuer,
    sealedSecret: seal(forum.ports, 'sign-in-providers', 'provider:acme', clientSecret),
    ...{ scopes: ['openid', 'email'], ownedDomains: ['acme.test'], createdAt: now() }
  } as const
  await forum.connection.db.insert(signInProviders).values(row)
  started.deliver = deliver
  return started
}

/** Posts a form to the forum as another server does. */
async function deliver(path: string, form: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return fetch(new URL(path, origin), { method: 'POST', headers, body: form })
}

/** Lets a person be signed in at the provider, which asks nobody. @returns its issuer */
async function atProvider(person: Person): Promise<string> {
  provider ??= startAcme()
  const { issuer } = Object.assign(await provider, { person })
  return issuer
}

/** @param secret of the authenticator of somebody with power @returns the cookie */
async function signUp(person: NewUser, secret?: string): Promise<string | undefined> {
  const { id, headers } = await people.user(person)
  const isTheirs = eq(secondFactors.userId, id)
  const encryptedSecret = secret && seal(forum.ports, 'second-factor', `user:${id}`, secret)
  if (encryptedSecret)
    await forum.connection.db.update(secondFactors).set({ encryptedSecret }).where(isTheirs)
  return headers['cookie']
}

/** The text of the last mail to an address. */
async function lastMailTo(address: string): Promise<string | undefined> {
  await forum.settle()
  const mails = (await sentMails({ folder })).filter(({ to }) =>
    [to].flat().some((one) => one?.text === address)
  )
  return mails.at(-1)?.text
}

async function answer(told: Told): Promise<string | undefined> {
  if ('moveTo' in told) return void (await moveTo(told.moveTo))
  if ('atProvider' in told) return atProvider(told.atProvider)
  if ('mailTo' in told) return lastMailTo(told.mailTo)
  if ('category' in told) return void (await people.category({ slug: told.category }))
  return signUp(told.person, told.secret)
}

process.on('message', (told: Told) => {
  void answer(told).then((text) => process.send?.({ id: told.id, text }))
})
process.on('disconnect', () => {
  void forum
    .stop()
    .then(() => postgres.stop())
    .then(() => rm(folder, { recursive: true, force: true }))
    .then(() => process.exit(0))
})
process.send?.({ id: 0, text: origin })
