import { m } from '@stoa/messages'
import { differences } from '#lib/differences.server.ts'
import { markedHtml, type Marks } from '#lib/html-differences.server.ts'
import type { AnnouncementHistory } from '#lib/shapes.ts'
import type { PageServerLoad } from './$types'

/** Loads all versions of an announcement, the newest first, with what each changed. */
export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const [{ items, updates, proposals }, { announcement }] = await Promise.all([
    api.announcements.revisions({ id: params.id }),
    api.announcements.show({ id: params.id })
  ])
  const { title, publicRevision } = announcement
  const marks = {
    added: m.web_history_page_added({}, { locale }),
    removed: m.web_history_page_removed({}, { locale })
  }
  const versions = items.map((version, at) => ({
    ...version,
    texts: changesOf(items[at + 1]?.texts, version.texts, marks)
  }))
  const rewordings = updates.map(({ next, texts, ...rest }) => ({
    ...{ ...rest, texts: changesOf(texts, next, marks) }
  }))
  return { versions, rewordings, proposals, title, publicRevision }
}

type Text = AnnouncementHistory['updates'][number]['texts'][number] & { title?: string }

/** The first version has no predecessor, and a new language none in it: nothing is marked. */
function changesOf(before: readonly Text[] | undefined, texts: readonly Text[], marks: Marks) {
  return texts.map(({ language, title = '', html }) => {
    const earlier = before?.find((text) => text.language === language)
    return {
      language,
      title: differences(earlier?.title ?? title, title),
      html: earlier ? markedHtml(earlier.html, html, marks) : html
    }
  })
}
