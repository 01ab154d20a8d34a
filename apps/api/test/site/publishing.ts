import type { Client } from '../forum.ts'

type Words = {
  body?: string
  shortNoticeReason?: string
  material?: boolean
  effectiveAt?: string
  revision?: number
}

/** Saves a version; its revision is the newest one unless it is given. */
export async function save(
  admin: Client,
  slug: string,
  { body = 'Be kind.', ...words }: Words = {}
) {
  const source = (await admin.get(`/documents/${slug}/source`)).body
  const texts = { 'zh-CN': { title: '守则', body }, en: { title: 'House rules', body } }
  const input = { texts, material: true, revision: source.revision ?? 0, ...words }
  return admin.put(`/documents/${slug}/draft`, input)
}

/** Publishes the version that waits, as read now. */
export async function publish(admin: Client, slug: string) {
  const { revision } = (await admin.get(`/documents/${slug}/source`)).body
  return admin.post(`/documents/${slug}/publication`, { revision })
}
