import { describe, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, signedIn } from './browser.ts'
import { lastMailTo } from './mailbox.ts'

const forum = startForum({ demo: true })

/** The owner and a thief are signed in, and there is an API token. */
async function intrusion() {
  const account = await makeAccount(forum)
  const owner = await signedIn(forum, account.username)
  const thief = await signedIn(forum, account.username)
  const token = { name: 'Export', scopes: ['read'], days: 30 }
  const { body } = await owner.post('/tokens', token)
  const program = () =>
    forum.guest.get('/notifications', { authorization: `Bearer ${body.secret}` })
  return { account, owner, thief, program }
}

describe('a sign-in that was not the owner', () => {
  test('ends all other sessions and tokens; the present session stays', async () => {
    const { owner, thief, program } = await intrusion()
    expect((await program()).status).toBe(200)
    expect((await owner.delete('/me/access')).status).toBe(204)
    expect((await owner.get('/sessions')).body.items).toHaveLength(1)
    expect((await thief.get('/sessions')).status).toBe(401)
    expect((await program()).status).toBe(401)
  })

  test('is mailed with a way to freeze the account, and logged', async () => {
    const { account, owner } = await intrusion()
    await owner.delete('/me/access')
    const { subject, text } = await lastMailTo(forum, account.email)
    expect(subject).toBe('All other devices were signed out')
    expect(text).toContain('/freeze-account')
    const { body } = await owner.get('/me/security-events')
    expect(body.items[0].kind).toBe('session.not_recognized')
  })

  test('ends nothing of others, and nobody does it by a token or as a guest', async () => {
    const { owner } = await intrusion()
    const other = await intrusion()
    await owner.delete('/me/access')
    expect((await other.program()).status).toBe(200)
    expect((await other.thief.get('/sessions')).body.items).toHaveLength(2)
    expect((await forum.guest.delete('/me/access')).status).toBe(401)
  })

  test('twice at once ends it once for each, and the session stays', async () => {
    const { owner } = await intrusion()
    const ended = await Promise.all([owner.delete('/me/access'), owner.delete('/me/access')])
    expect(ended.map(({ status }) => status)).toEqual([204, 204])
    expect((await owner.get('/sessions')).status).toBe(200)
  })
})
