import type { Client } from '../client.ts'

export type Said = {
  words?: Record<string, object>
  accent?: object | null
  footerLinks?: object[]
  replyTo?: string | null
  poweredBy?: boolean
}

/** Saves the newest version with something said differently. */
export async function say(admin: Client, said: Said) {
  const { revision, content } = (await admin.get('/site/draft')).body
  const { pictures: _, ...written } = content
  return admin.put('/site', { ...written, revision, ...said })
}

/** Approves as `admin` what waits now. */
export async function approveWaiting(admin: Client) {
  const { waiting } = (await admin.get('/site/draft')).body
  return admin.post('/site/draft/approval', { revision: waiting.snapshot.revision })
}

/** Renames the forum by two admins, in English alone. */
export async function rename([first, second]: readonly [Client, Client], name: string) {
  await say(first, { words: { en: { name } } })
  await approveWaiting(second)
}
