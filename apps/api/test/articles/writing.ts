import type { Client, TestForum } from '../forum.ts'

/** Somebody who writes and publishes articles. */
export const writer = (forum: TestForum) =>
  forum.user({ role: 'staff', capabilities: ['articles'] })

let last = 0

/** An article in English; each has a title of its own, because slugs are unique. */
export const words = (values: object = {}) => ({
  language: 'en',
  kind: 'guide',
  title: `How to withdraw, part ${(last += 1)}`,
  summary: 'From the wallet to your bank.',
  body: '# First\n\nOpen the wallet.\n\n# Then\n\nChoose a network.',
  ...values
})

type Draft = { id: number; slug: string; language: string }

/** Creates a draft. */
export async function draft(client: Client, values: object = {}): Promise<Draft> {
  const { status, body, text } = await client.post('/articles', words(values))
  if (status !== 201) throw new Error(text)
  return body
}

const at = ({ id, language }: Pick<Draft, 'id' | 'language'>) =>
  `/articles/${id}/translations/${language}`

/** Publishes the newest version, or sends it to a second person. */
export async function publish(client: Client, article: Draft, values: object = {}) {
  const { body } = await client.get(at(article))
  const { revision } = body.snapshot ?? { revision: 1 }
  return client.post(`${at(article)}/publication`, { revision, ...values })
}

/** Saves another version. */
export async function save(client: Client, article: Draft, values: object = {}) {
  const { body } = await client.get(at(article))
  const input = { ...body.content, revision: body.revision, ...values }
  return client.put(at(article), input)
}

/** An article that two people published. */
export async function publicArticle(forum: TestForum, values: object = {}): Promise<Draft> {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await draft(author, values)
  await publish(author, article)
  const { status, text } = await publish(second, article)
  if (status !== 200) throw new Error(text)
  return article
}

/** The page of a slug. */
export const pageOf = (client: Client, { slug }: { slug: string }) =>
  client.get(`/articles/pages/${encodeURIComponent(slug)}`)

/** Publishes an article in another language as well; two people do. */
export async function translate(
  forum: TestForum,
  { id }: { id: number },
  language: string,
  values: object
): Promise<Draft> {
  const [author, second] = [await writer(forum), await writer(forum)]
  const input = { ...words(), ...values, revision: 0 }
  const { title, summary, body, revision } = input
  const place = at({ id, language })
  await author.put(place, { title, summary, body, revision })
  const translation = { id, language, slug: (await author.get(place)).body.content.slug }
  await publish(author, translation)
  const { status, text } = await publish(second, translation)
  if (status !== 200) throw new Error(text)
  return translation
}

/** Changes readers of an article or a section, which a second person approves if they are more. */
export async function changeReaders(
  forum: TestForum,
  client: Client,
  path: string,
  values: object
) {
  const { status } = await client.patch(path, values)
  if (status !== 202) return
  const second = await writer(forum)
  const [{ id }] = (await second.get('/articles/work')).body.readerChanges
  const { revision } = (await second.get(`/articles/reader-changes/${id}`)).body.snapshot
  await second.post(`/articles/reader-changes/${id}/approval`, { revision })
}
