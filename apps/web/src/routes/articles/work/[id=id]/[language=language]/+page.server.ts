import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { versionFields, versionInputOf, type VersionValues } from '../../article-fields.ts'
import { originalOf } from './original.server.ts'
import { placeOf, titleOf } from './place.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the newest version of a translation, if there is one, and the original beside it. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const place = placeOf(event)
  const article = await articles.source({ id: place.id })
  const isBegun = article.translations.some(({ language }) => language === place.language)
  const found = isBegun ? await articles.translationSource(place) : undefined
  const original =
    place.language === article.original
      ? undefined
      : await originalOf(articles, article, found?.basedOn)
  return {
    ...{ article, found, original, language: place.language, title: titleOf(article) },
    start: startOf(found, event.url.searchParams.has('copy') ? original : undefined),
    saved: event.url.searchParams.has('saved'),
    idempotencyKey: crypto.randomUUID()
  }
}

const empty: VersionValues = { title: '', slug: '', summary: '', body: '' }

/** A translation begins empty, or with the words of its original. */
const startOf = (
  found: { content: VersionValues } | undefined,
  original: Omit<VersionValues, 'slug'> | undefined
): VersionValues & { note: string; follows: string } => ({
  ...(found?.content ??
    (original ? { ...empty, summary: original.summary, body: original.body } : empty)),
  ...{ note: '', follows: '' }
})

const fields = [
  ...versionFields,
  'note',
  'key',
  'revision',
  'basedOn',
  'newest',
  'follows'
] as const

const saving = (next: (page: string) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const { key, revision, basedOn, newest, ...values } = await typed(event, fields)
  const { articles } = event.locals.api
  const place = placeOf(event)
  const run = async () => {
    event.locals.useKey(key)
    const base = Number(values.follows ? newest : basedOn) || undefined
    const note = values.note.trim() || undefined
    const saved = { ...place, revision, note, basedOn: base, ...versionInputOf(values) }
    await articles.save(saved)
    redirect(303, next(`/articles/work/${place.id}/${place.language}`))
  }
  return attempt(event, values, run, { revision })
}

export const actions: Actions = {
  save: saving((page) => `${page}?saved`),
  next: saving((page) => `${page}/publish`)
}
