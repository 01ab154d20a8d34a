import { emptyContent, invalidateSite, type SiteWords } from '@stoa/site'
import { siteVersions } from '@stoa/site/schema'
import type { TestForum } from '../forum.ts'

const unsaid = {
  shortName: '',
  tagline: '',
  description: '',
  contact: '',
  sender: '',
  signature: ''
}

/** Gives the forum a name in English. */
export async function nameForum(forum: TestForum, name: string): Promise<void> {
  const words: SiteWords = { name, ...unsaid }
  const content = { ...emptyContent, words: { en: words } }
  const [createdAt, appliedAt] = [forum.now(), forum.now()]
  await forum.connection.db
    .insert(siteVersions)
    .values({ content, authorId: 0, writerIds: [], createdAt, appliedAt })
  invalidateSite(forum.ports)
}
