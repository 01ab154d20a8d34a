import { expect, test } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })
const asking = { asksAcknowledgement: true }

/** How often an announcement stands on pages for guests. */
async function timesOn(id: number, addresses: string[]) {
  const headers = { accept: 'text/html' }
  const pages = addresses.map((url) => forum.guest.inject({ method: 'GET', url, headers }))
  const links = new RegExp(`href="/announcements/${id}/`, 'g')
  return (await Promise.all(pages)).map(({ text }) => text.match(links)?.length ?? 0)
}

test('a banner stands once where people read, and above forms only if it is critical', async () => {
  const author = await announcer(forum)
  const [important, critical] = [
    await announce(author, { type: 'incident', severity: 'important' }),
    await announce(author, { type: 'incident', severity: 'critical' })
  ]
  await forum.category({ slug: 'fees' })
  const addresses = ['/', '/c/fees', '/rules', '/sign-in', '/freeze-account']
  expect(await timesOn(important, addresses)).toEqual([1, 1, 1, 0, 0])
  expect(await timesOn(critical, addresses)).toEqual([1, 1, 1, 1, 1])
})

test('the banner leads members to what they have to confirm, guests only hide it', async () => {
  const id = await announce(await announcer(forum), { severity: 'critical', ...asking })
  const reader = await forum.user()
  const read = async (client: typeof reader) =>
    (await client.inject({ method: 'GET', url: '/search', headers: { accept: 'text/html' } })).text
  expect(await read(reader)).toContain('Read and confirm')
  expect(await read(forum.guest)).not.toContain('Read and confirm')
  await reader.put(`/announcements/${id}/acknowledgement`)
  expect(await read(reader)).not.toContain('Read and confirm')
})
