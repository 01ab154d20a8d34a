import { TOTP } from 'otpauth'
import { gt } from 'drizzle-orm'
import { accountMail, createAccount } from '@stoa/accounts'
import { events } from '@stoa/core/schema'
import type { TestForum } from '../forum.ts'
import { openBrowser, password, type Browser } from './browser.ts'

export const week = 7 * 24 * 3600_000

/** The owner or the thief, with the mails they read and all their credentials. */
export type Person = {
  name: string
  mailboxes: string[]
  mails: { to: string; text: string; at: number }[]
  browsers: Browser[]
  passwords: string[]
  /** Secrets of authenticators. */
  secrets: string[]
  bearers: { secret: string; at: number }[]
}

/**
 * An address of the account and its reader. `factorFrom` is since when the proof's factor was on.
 */
type Address = {
  email: string
  holder: Person
  asked: number
  from: number
  until: number
  factorFrom: number | undefined
}

/** The forum, and the model of an observer who sees only which requests succeeded. */
export type World = {
  forum: TestForum
  username: string
  owner: Person
  thief: Person
  /** Addresses that were not undone, the oldest first. */
  addresses: Address[]
  factor: { from: number; holder: Person } | undefined
  asked: { email: string; asked: number; factorFrom: number | undefined } | undefined
  lastEvent: number
}

export const now = ({ forum }: Pick<World, 'forum'>) => Date.parse(forum.now())

let serial = 0
const unique = (name: string) => `${name}-${(serial += 1)}`

const person = (name: string): Person => ({
  name,
  mailboxes: [],
  mails: [],
  browsers: [],
  passwords: [password],
  secrets: [],
  bearers: []
})

/** Makes a new address with one reader. */
export function newMailbox(of: Person): string {
  // A domain of its own, because mails to a domain are limited per hour.
  const email = `${of.name}@${unique('mail')}.example.test`
  of.mailboxes.push(email)
  return email
}

/** Creates an account whose password a thief knows too. `reader` has its mailbox. */
export async function stealable(forum: TestForum, reader: 'owner' | 'thief'): Promise<World> {
  const people = { owner: person('owner'), thief: person('thief') }
  const username = unique('account')
  const email = newMailbox(people[reader])
  await createAccount(forum.context(), { username, email, password })
  const from = now({ forum })
  const first = { email, holder: people[reader], asked: from, from, until: Infinity }
  return {
    ...{ forum, username, ...people, factor: undefined, asked: undefined, lastEvent: 0 },
    addresses: [{ ...first, factorFrom: undefined }]
  }
}

/** Delivers due mails to their readers, as the job does. */
export async function deliver(world: World): Promise<void> {
  const { db } = world.forum.connection
  const rows = await db
    .select()
    .from(events)
    .where(gt(events.id, world.lastEvent))
    .orderBy(events.id)
  for (const event of rows) {
    world.lastEvent = event.id
    if (event.type !== 'account.mail') continue
    const mail = await accountMail(world.forum.context(), event as never)
    const reader = [world.owner, world.thief].find((one) => one.mailboxes.includes(mail?.to ?? ''))
    if (mail && reader) reader.mails.push({ ...mail, at: now(world) })
  }
}

/** The tokens of all links to a page in somebody's mails, the latest first. */
export const linksTo = ({ mails }: Person, page: string) =>
  mails
    .flatMap(({ text, to, at }) => {
      const token = new RegExp(`${page}\\?token=([\\w-]+)`).exec(text)?.[1]
      return token ? [{ token, to, at }] : []
    })
    .reverse()

/** The latest code of six digits that was mailed to an address. */
export const codeTo = ({ mails }: Person, email: string) =>
  /^\d{6}$/m.exec(
    mails.findLast((one) => one.to === email && /^\d{6}$/m.test(one.text))?.text ?? ''
  )?.[0]

const totp = (world: World, secret: string) =>
  new TOTP({ secret }).generate({ timestamp: now(world) })

/**
 * Codes of somebody's authenticators, the latest first. The clock advances, because each works once
 * in a minute.
 */
export function codesOf(world: World, of: Person): string[] {
  if (of.secrets.length > 0) world.forum.advance(61_000)
  return of.secrets.map((secret) => totp(world, secret)).reverse()
}

/** Signs somebody in with all their credentials; undefined if none works. */
export async function enter(world: World, who: Person): Promise<Browser | undefined> {
  for (const known of [...who.passwords].reverse()) {
    const browser = openBrowser(world.forum)
    const login = { login: world.username, password: known }
    const answer = await browser.post('/sessions', login)
    if (answer.status === 201) return keep(who, browser)
    if (answer.body.code !== 'second_factor_required') continue
    for (const code of codesOf(world, who))
      if ((await browser.post('/sessions', { ...login, code })).status === 201)
        return keep(who, browser)
  }
  return undefined
}

function keep(who: Person, browser: Browser) {
  who.browsers.push(browser)
  return browser
}

export const isIn = async (browser: Browser) => (await browser.get('/me')).body.role !== 'guest'

/** A browser in which somebody is signed in, or signs in now. */
export async function browserOf(world: World, who: Person): Promise<Browser | undefined> {
  const last = who.browsers.at(-1)
  return last && (await isIn(last)) ? last : enter(world, who)
}
