import { redirect } from '@sveltejs/kit'
import { shownBefore } from '#lib/changes/html-differences.server.ts'
import { differences } from '#lib/changes/changed-parts.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { placeOf, titleOf } from '../place.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads versions of a translation, the newest first, with what each changed. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const place = placeOf(event)
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  const [article, { items, next }] = await Promise.all([
    articles.source({ id: place.id }),
    articles.revisions({ ...place, cursor })
  ])
  const status = article.translations.find(({ language }) => language === place.language)
  const versions = items.map((version, at) => ({
    ...version,
    changes: changesOf(shownBefore(items, at), version)
  }))
  const mayWithdraw = article.can.write
  return { ...place, title: titleOf(article), status, versions, next, mayWithdraw }
}

const parts = ['title', 'summary', 'body'] as const
type Words = Record<(typeof parts)[number], string | null>

// A page shows twenty versions, so each part gets little time.
const milliseconds = 40

/** The first version has no predecessor, and the last one of a page none on it: nothing is marked. */
const changesOf = (before: Words | undefined, version: Words) =>
  parts.map((name) => ({
    name,
    isChanged: before?.[name] !== version[name],
    pieces: differences(before?.[name] ?? version[name] ?? '', version[name] ?? '', milliseconds)
  }))

export const actions: Actions = {
  restore: async (event) => {
    membersOnly(event)
    const { number, revision } = await typed(event, ['number', 'revision'])
    const place = placeOf(event)
    return attempt(event, {}, async () => {
      await event.locals.api.articles.restore({ ...place, number: Number(number), revision })
      redirect(303, `/articles/work/${place.id}/${place.language}?saved`)
    })
  }
}
