import { m } from '@stoa/messages'
import { comparing } from './changes.server.ts'
import type { PageServerLoad } from './$types'

/** Time for all comparisons of a page; each holds up everybody else. */
const milliseconds = 500

/** Loads versions of an announcement, the newest first, with what each changed. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const before = url.searchParams.get('before') ?? undefined
  const [{ items, predecessor, updates, proposals }, { announcement }] = await Promise.all([
    api.announcements.revisions({ id: params.id, before }),
    api.announcements.show({ id: params.id })
  ])
  const { title, publicRevision } = announcement
  const marks = {
    added: m.web_history_page_added({}, { locale }),
    removed: m.web_history_page_removed({}, { locale })
  }
  const changesOf = comparing(marks, milliseconds)
  const versions = items.map((version, at) => ({
    ...version,
    texts: changesOf((items[at + 1] ?? predecessor)?.texts, version.texts)
  }))
  const rewordings = updates.map(({ next, texts, ...rest }) => ({
    ...{ ...rest, texts: changesOf(texts, next) }
  }))
  const earlier = predecessor && items.at(-1)?.number
  return { versions, earlier, rewordings, proposals, title, publicRevision }
}
