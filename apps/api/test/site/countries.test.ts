import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sentMails } from '../mails.ts'
import { publish, save } from './publishing.ts'

const forum = startForum()

const inDays = (days: number) =>
  new Date(Date.parse(forum.now()) + days * 24 * 3600_000).toISOString()

/** Publishes terms whose notice names these countries. */
async function announceIn(...countries: string[]) {
  const [writer, other] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const saved = await save(writer, 'terms', { effectiveAt: inDays(20), countries })
  if (saved.status === 204) await publish(other, 'terms')
  return { saved, writer }
}

const livingIn = async (country: string) => {
  const member = await forum.user({ email: `${country || 'nowhere'}@countries.test` })
  expect((await member.patch('/me', { country })).status).toBe(200)
  return member
}

const noticesOf = async (reader: Client) => (await reader.get('/me')).body.upcoming.length

test('a notice that names countries reaches those who live there or say nothing', async () => {
  const [german, french, silent] = [await livingIn('DE'), await livingIn('FR'), await livingIn('')]
  const { writer } = await announceIn('AT', 'DE')
  const shown = [german, french, silent, forum.guest].map(noticesOf)
  expect(await Promise.all(shown)).toEqual([1, 0, 1, 1])
  await forum.settle()
  const mailed = (await sentMails(forum)).flatMap(({ to }) => [to].flat().map((one) => one?.text))
  expect(mailed.filter((one) => one?.endsWith('@countries.test')).sort()).toEqual(
    ['DE@countries.test', 'nowhere@countries.test'].sort()
  )
  expect((await writer.get('/documents/terms/source')).body.mailing.total).toBe(4)
  const { version } = (await forum.guest.get('/documents/terms/versions/1')).body
  expect(version.countries).toEqual(['AT', 'DE'])
})

test('the second admin reads which countries are named', async () => {
  const writer = await forum.user({ role: 'admin' })
  await save(writer, 'privacy', { effectiveAt: inDays(20), countries: ['JP', 'JP', 'BR'] })
  const { waiting, countries } = (await writer.get('/documents/privacy/source')).body
  expect(countries).toEqual(['BR', 'JP'])
  expect(waiting.snapshot.parts).toContainEqual({ name: 'countries', text: 'BR\nJP' })
})

test.each(['XX', 'de', 'DEU', 'EU'])('the country %s is refused', async (country) => {
  const member = await forum.user()
  const refused = await member.patch('/me', { country })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'country'])
  const { saved } = await announceIn(country)
  expect([saved.status, saved.body.errors[0].path]).toEqual([422, 'countries.0'])
})

test('a declared country is exported, changed and removed by its member only', async () => {
  const member = await livingIn('JP')
  expect((await member.get('/me')).body.country).toBe('JP')
  expect((await member.get('/me/export')).body.account.country).toBe('JP')
  const profile = await forum.guest.get(`/users/${member.username}`)
  expect(profile.text).not.toContain('"JP"')
  await member.patch('/me', { timeZone: 'Asia/Tokyo' })
  expect((await member.get('/me')).body.country).toBe('JP')
  await member.patch('/me', { country: '' })
  expect((await member.get('/me')).body.country).toBeNull()
})
