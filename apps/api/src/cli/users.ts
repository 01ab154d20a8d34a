import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createAccount, setRoleOnServer } from '@stoa/accounts'
import { roleInput, signUpInput } from '@stoa/accounts/contract'
import { recoverOnServer } from '@stoa/accounts/factor-loss'
import { createSetupLink } from '@stoa/accounts/setup'
import { allowPasswords } from '@stoa/accounts/sign-in-mode'
import { Problem } from '@stoa/core'
import { StartError } from '@stoa/core/server'
import { say, withForum } from './forum.ts'
import { parsed } from './input.ts'

type Duties = { capability?: string[]; topic?: string[] }
type Options = Duties & { role: string; passwordStdin?: boolean }

export async function createUser(username: string, email: string, options: Options) {
  const typed = options.passwordStdin ? (await text(process.stdin)).trim() : undefined
  const password = typed ?? randomBytes(15).toString('base64url')
  const account = parsed(signUpInput, { username, email, password })
  const role = parsed(roleInput, given(options.role, options))
  await withForum((forum) => createAccount(forum.context(), { ...account, ...role }))
  say(`The account ${account.username} is created.`)
  if (typed === undefined) say(`Password: ${password}`)
}

export async function changeRole(username: string, role: string, duties: Duties) {
  const input = parsed(roleInput, given(role, duties))
  await withForum((forum) => setRoleOnServer(forum.context(), username, input)).catch(
    explainUnknown(username)
  )
  say(`${username} is now ${input.role}.`)
}

/** @throws StartError if the forum is a demo, or has an admin with a second factor */
export async function printSetupLink() {
  const link = await withForum(async ({ ports, context }) => {
    if (ports.demo) throw new StartError('This forum is a demo: set STOA_DEMO=off to run your own.')
    return createSetupLink(context())
  })
  if (!link) throw new StartError('An admin with a second factor exists: the forum is set up.')
  say(link)
}

/** @throws Problem as `recoverOnServer` */
export async function recoverSecondFactor(username: string) {
  const recovery = await withForum((forum) => recoverOnServer(forum.context(), username)).catch(
    explainUnknown(username)
  )
  if ('link' in recovery) return say(recovery.link)
  say(`Confirmed. ${username} can set up a new authenticator when signing in after`)
  say(`${recovery.replaceableAt}. Every administrator and ${username} are told by email.`)
}

/** Ends that a provider is required, of the team or of all. */
export async function letPasswordsIn() {
  await withForum((forum) => allowPasswords(forum.context()))
  say('Passwords and passkeys sign in again, beside providers.')
}

const given = (role: string, { capability, topic }: Duties) => ({
  role,
  capabilities: capability,
  deskTopics: topic
})

/** Says which account was not found. */
const explainUnknown =
  (username: string) =>
  (error: unknown): never => {
    const isUnknown = error instanceof Problem && error.status === 404
    throw isUnknown ? new StartError(`There is no account ${username}.`) : error
  }
