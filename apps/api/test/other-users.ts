import { once } from 'node:events'
import { createAccount } from '@stoa/accounts'
import { readConfiguration } from '@stoa/core'
import { withForum } from '../src/cli/forum.ts'
import { createPeople } from './people.ts'

// Creates accounts and sessions in a running forum, for browser tests: a process that receives
// over its channel which users to create or to sign in.

type Account = { username: string; email: string; password: string }
type Told = { id: number } & ({ account: Account } | { signIn: string })

const { origin } = readConfiguration(process.env)

await withForum(async (forum) => {
  const people = createPeople(forum, origin, () => new Date().toISOString())
  const answer = async (told: Told) =>
    'signIn' in told
      ? people.session(told.signIn)
      : void (await createAccount(forum.context(), { ...told.account, role: 'member' }))
  process.on('message', (told: Told) => {
    void answer(told).then((text) => process.send?.({ id: told.id, text }))
  })
  process.send?.({ id: 0 })
  await once(process, 'disconnect')
})
