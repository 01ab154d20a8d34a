import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { cookieOf } from './accounts.ts'
import { startProgram } from './told-program.ts'

const path = fileURLToPath(new URL('../../api/test/moved-clock.ts', import.meta.url))

type Person = { role?: string; capabilities?: string[]; timeZone?: string }

/** A forum whose clock a test moves; nothing happens in it by itself. */
export type MovedForum = {
  origin: string
  /** It is this time now (ISO 8601), and what was due by then has happened. */
  moveTo(time: string): Promise<void>
  category(slug: string): Promise<void>
  /** Signs somebody new in; the browser keeps the session. */
  signIn(context: BrowserContext, person: Person): Promise<void>
  stop(): Promise<void>
}

/** Starts a forum that begins at `time` (ISO 8601), without the demo. */
export async function startMovedForum(time: string): Promise<MovedForum> {
  const { greeting: origin = '', tell, stop } = await startProgram(path, { args: [time] })
  return {
    origin,
    moveTo: async (time) => void (await tell({ moveTo: time })),
    category: async (slug) => void (await tell({ category: slug })),
    async signIn(context, person) {
      await context.addCookies([cookieOf(await tell({ person }), origin)])
    },
    stop
  }
}
