import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

const address = `0x${'3fa9c07be1d284560bbf'.repeat(2)}`

async function shown(client: Client, body: string) {
  const { id } = await asks(await forum.user(), await forum.category())
  const { number } = await replies(client, id, { body })
  const { items } = (await forum.guest.get(`/threads/${id}/posts`)).body
  const post = items.find((one: { number: number }) => one.number === number)
  return { id, namesWallet: post.namesWallet as boolean }
}

test('a member’s post with an address says so, other posts and official ones do not', async () => {
  const member = await forum.user({ trust: 'trusted' })
  expect(await shown(member, `I sent it to ${address}`)).toMatchObject({ namesWallet: true })
  expect(await shown(member, 'I sent it an hour ago')).toMatchObject({ namesWallet: false })
  const volunteer = await forum.user({ role: 'volunteer' })
  expect(await shown(volunteer, `Use ${address}`)).toMatchObject({ namesWallet: true })
  const staff = await forum.user({ role: 'staff' })
  expect(await shown(staff, `The contract is ${address}`)).toMatchObject({ namesWallet: false })
})

test('a feed warns of the address once, in the reader’s language', async () => {
  const member = await forum.user({ trust: 'trusted' })
  const { id } = await shown(member, `${address} and ${address}`)
  const read = (language: string) =>
    forum.guest.inject({
      ...{ method: 'GET', url: `/t/${id}/feed.xml` },
      headers: { 'accept-language': language }
    })
  const english = (await read('en')).text
  expect(english.split('Do not send anything to an address from a forum.')).toHaveLength(2)
  expect((await read('zh-TW')).text).toContain('請勿轉帳到社群貼文裡的地址。')
})
