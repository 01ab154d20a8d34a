import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'

const program = fileURLToPath(new URL('../../api/test/moved-clock.ts', import.meta.url))

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
  const child = fork(program, [time], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const waiting = new Map<number, (text: string | undefined) => void>()
  let serial = 0
  const ended = new Promise<never>((_, fail) => {
    child.once('exit', (code) => fail(new Error(`the forum with a moved clock ended: ${code}`)))
  })
  ended.catch(() => {})
  child.on('message', ({ id, text }: { id: number; text?: string }) => waiting.get(id)?.(text))
  const answerTo = (id: number) =>
    Promise.race([new Promise<string | undefined>((done) => waiting.set(id, done)), ended])
  const tell = (what: object) => {
    serial += 1
    child.send({ id: serial, ...what })
    return answerTo(serial)
  }
  const origin = (await answerTo(0)) ?? ''
  return {
    origin,
    moveTo: async (time) => void (await tell({ moveTo: time })),
    category: async (slug) => void (await tell({ category: slug })),
    async signIn(context, person) {
      const [name = '', value = ''] = ((await tell({ person })) ?? '').split('=')
      await context.addCookies([{ name, value, url: origin }])
    },
    async stop() {
      child.disconnect()
      await ended.catch(() => {})
    }
  }
}
