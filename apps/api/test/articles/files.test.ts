import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { draft, publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum()

const upload = async (client: Client) =>
  (await sendFile(client, 'a.log', Buffer.from('0123456789'))).body

const statusFor = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url })).status

test('guests who are shut out of the forum do not get files of articles', async () => {
  const [author, admin] = [await writer(forum), await forum.user({ role: 'admin' })]
  const { url, markdown } = await upload(author)
  const article = await draft(author, { body: `See ${markdown}` })
  await publish(author, article)
  await publish(await writer(forum), article)
  expect(await statusFor(forum.guest, url)).toBe(200)
  await admin.put('/admin/reading-access', { signInRequired: true })
  expect(await statusFor(forum.guest, url)).toBe(404)
  expect(await statusFor(await forum.user(), url)).toBe(200)
  await admin.put('/admin/reading-access', { signInRequired: false })
})

test('readers do not get the files of a withdrawn version', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await publicArticle(forum)
  const { url, markdown } = await upload(author)
  for (const body of [`See ${markdown}`, 'Nothing to see.']) {
    await save(author, article, { body })
    await publish(author, article)
    await publish(second, article)
  }
  expect(await statusFor(forum.guest, url)).toBe(200)
  const path = `/articles/${article.id}/translations/en/revisions/2/withdrawal`
  await author.put(path, { reason: 'It was wrong.' })
  expect(await statusFor(forum.guest, url)).toBe(404)
  expect(await statusFor(second, url)).toBe(200)
})
