import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { TOTP } from 'otpauth'
import { cookieOf } from './accounts.ts'
import { startProgram } from './scripted-process.ts'

const path = fileURLToPath(new URL('../../api/test/fake-clock.ts', import.meta.url))

type Person = {
  role?: string
  capabilities?: string[]
  timeZone?: string
  username?: string
  email?: string
  locale?: string
}

/** A forum with a fake clock, in which timers run only when a test moves it. */
export type MovedForum = {
  origin: string
  /** Sets the time (ISO 8601) and runs all that is due. */
  moveTo(time: string): Promise<void>
  /** Moves a minute on, and returns the code of an authenticator: each counts once. */
  nextCode(secret: string): Promise<string>
  category(slug: string): Promise<void>
  /**
   * Lets somebody be signed in at the provider Acme, to which browsers are sent to sign in.
   * @returns its address
   */
  atProvider(person: { subject: string } & Record<string, unknown>): Promise<string>
  /** The text of the last mail to an address. */
  mailTo(address: string): Promise<string>
  /** Signs in a new user; the browser keeps the session. `secret`: of their authenticator. */
  signIn(context: BrowserContext, person: Person, secret?: string): Promise<void>
  stop(): Promise<void>
}

/** Starts a forum at `time` (ISO 8601), without the demo. */
export async function startMovedForum(time: string): Promise<MovedForum> {
  const { greeting: origin = '', send, stop } = await startProgram(path, { args: [time] })
  let ahead = Date.parse(time) - Date.now()
  async function moveTo(time: string) {
    ahead = Date.parse(time) - Date.now()
    await send({ moveTo: time })
  }
  return {
    origin,
    moveTo,
    async nextCode(secret) {
      const timestamp = Date.now() + ahead + 60_000
      await moveTo(new Date(timestamp).toISOString())
      return new TOTP({ secret }).generate({ timestamp })
    },
    atProvider: async (person) => String(await send({ atProvider: person })),
    mailTo: async (address) => (await send({ mailTo: address })) ?? '',
    category: async (slug) => void (await send({ category: slug })),
    async signIn(context, person, secret) {
      await context.addCookies([cookieOf(await send({ person, secret }), origin)])
    },
    stop
  }
}
