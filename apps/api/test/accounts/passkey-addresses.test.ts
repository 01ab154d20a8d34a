import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { openBrowser } from './browser.ts'

const [plain, numbered] = [
  startForum({ origin: 'https://forum.example' }),
  startForum({ origin: 'https://192.0.2.7' })
]

test('passkeys are bound to the domain of the forum', async () => {
  const { status, body } = await openBrowser(plain).post('/sessions/passkey/challenges')
  expect({ status, id: body.options.rpId }).toEqual({ status: 200, id: 'forum.example' })
})

test('a forum without a domain says that it has no passkeys', async () => {
  const answer = await openBrowser(numbered).post('/sessions/passkey/challenges')
  expect(answer).toMatchObject({ status: 409, body: { code: 'passkeys_unavailable' } })
})
