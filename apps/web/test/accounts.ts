import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { APIRequestContext } from '@playwright/test'
import { dataFolder } from './mailbox.ts'

export type Account = { username: string; email: string; password: string }
export type AccountOptions = { role?: 'member' | 'volunteer' | 'staff' | 'admin' }

const commands = fileURLToPath(new URL('../../api/build/cli.js', import.meta.url))
const run = promisify(execFile)

/** A name that no other test uses. */
export const ownName = () => `reader${randomBytes(4).toString('hex')}`

/** One of the accounts that the demo announces; they are shared, so tests leave them as they are. */
export const demoAccount = (username: 'member' | 'volunteer' | 'staff' | 'admin'): Account => ({
  username,
  email: `${username}@demo.test`,
  password: 'demo-only-password'
})

/** Makes an account beside the running forum, as `npm run stoa -- user:create` does. */
export async function makeAccount({ role = 'member' }: AccountOptions = {}): Promise<Account> {
  const username = ownName()
  const email = `${username}@journeys.test`
  const env = { ...process.env, STOA_DATA: dataFolder() }
  const made = await run(
    process.execPath,
    [commands, 'user:create', username, email, '--role', role],
    { env }
  )
  const password = /^Password: (.+)$/m.exec(made.stdout)?.[1]
  if (!password) throw new Error(`No password in: ${made.stdout}`)
  return { username, email, password }
}

/**
 * Signs in through the API; the browser that `request` belongs to keeps the session. All tests have one
 * address, which may sign in sixty times in five minutes: then this waits, as people have to.
 */
export async function signIn(
  request: APIRequestContext,
  origin: string,
  account: Account
): Promise<void> {
  const { username, password } = account
  const data = { login: username, password }
  const answer = await request.post('/api/v1/sessions', { headers: { origin }, data })
  if (answer.ok()) return
  const { code, seconds } = await answer.json()
  if (code !== 'too_many_requests') throw new Error(`${username} cannot sign in: ${code}`)
  await wait((seconds + 1) * 1000)
  return signIn(request, origin, account)
}
