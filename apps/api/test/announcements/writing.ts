import type { Client, TestForum } from '../forum.ts'

/** Somebody who writes announcements. */
export const announcer = (forum: TestForum) =>
  forum.user({ role: 'staff', capabilities: ['announcements'] })

export const words = {
  en: { title: 'Withdrawals of USDT are delayed', body: 'We know of it and work on it.' },
  'zh-CN': { title: 'USDT 提币延迟', body: '我们已知晓并正在处理。' }
}

/** Creates a draft and returns its id. */
export async function draft(client: Client, values: object = {}): Promise<number> {
  const input = { type: 'info', translations: words, ...values }
  const { status, body, text } = await client.post('/announcements', input)
  if (status !== 201) throw new Error(text)
  return body.id
}

/** Approves the present version as a second person. */
export const approve = async (client: Client, id: number) =>
  client.post(`/announcements/${id}/approval`, await revisionOf(client, id))

/** Publishes the present version. */
export const publish = async (client: Client, id: number) =>
  client.post(`/announcements/${id}/publication`, await revisionOf(client, id))

/** Body with the revision that was read. */
export async function revisionOf(client: Client, id: number): Promise<{ revision: number }> {
  const { body } = await client.get(`/announcements/${id}/source`)
  return { revision: body.revision ?? 1 }
}

/** Publishes an announcement and returns its id. */
export async function announce(client: Client, values: object = {}): Promise<number> {
  const id = await draft(client, values)
  const { status, body, text } = await publish(client, id)
  if (status !== 200 || body.state !== 'published') throw new Error(text)
  return id
}

/** Puts services on the list, with the same name in every language. */
export async function listServices(forum: TestForum, services: Record<string, string>) {
  const admin = await forum.user({ role: 'admin' })
  for (const [key, name] of Object.entries(services)) {
    const names = { en: name, 'zh-CN': name, 'zh-TW': name }
    const { status, text } = await admin.post('/announcements/services', { key, names })
    if (status !== 201) throw new Error(text)
  }
}
