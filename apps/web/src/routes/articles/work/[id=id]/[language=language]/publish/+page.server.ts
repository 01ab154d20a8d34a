import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { m } from '@stoa/messages'
import { differences } from '#lib/changes/changed-parts.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { markedHtml } from '#lib/changes/html-differences.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { TranslationSource } from '#lib/shapes.ts'
import { placeOf, titleOf } from '../place.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the newest version as readers will see it, and what its publication requires. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const place = placeOf(event)
  const [article, source] = await Promise.all([
    articles.source({ id: place.id }),
    articles.translationSource(place)
  ])
  return {
    ...{ id: place.id, title: titleOf(article), source, kind: article.settings.kind },
    changes: changesOf(source, event.locals)
  }
}

/** How the version differs from the public one; undefined if it is that one or the first. */
function changesOf(
  { shown, content, html, revision, publicRevision }: TranslationSource,
  { locale }: App.Locals
) {
  if (!shown || revision === publicRevision) return undefined
  const marks = {
    added: m.web_history_page_added({}, { locale }),
    removed: m.web_history_page_removed({}, { locale })
  }
  return {
    title: differences(shown.title, content.title),
    slug: differences(shown.slug, content.slug),
    summary: differences(shown.summary, content.summary),
    html: markedHtml(shown.html, html, marks)
  }
}

const fields = [...proofFields, 'revision', 'read', 'publishAt'] as const
type Place = ReturnType<typeof placeOf>
type Typed = { revision: string; publishAt: string }
type Act = (articles: Api['articles'], place: Place, typed: Typed) => Promise<unknown>

const doing = (act: Act, next: (place: Place) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const { password, code, read, ...typedFields } = await typed(event, fields)
  const { publishAt } = typedFields
  const run = async () => {
    const place = placeOf(event)
    const proof = { password, code }
    await withProof(event, proof, () => act(event.locals.api.articles, place, typedFields))
    redirect(303, next(place))
  }
  return attempt(event, { publishAt }, run, { read })
}

const back = ({ id }: Place) => `/articles/work/${id}`
const work = () => '/articles/work'
const here = ({ id, language }: Place) => `/articles/work/${id}/${language}/publish`

export const actions: Actions = {
  publish: doing(
    (articles, place, { revision }) => articles.publish({ ...place, revision, publishAt: null }),
    here
  ),
  schedule: doing(
    (articles, place, { revision, publishAt }) =>
      articles.publish({ ...place, revision, publishAt }),
    here
  ),
  // The time that the writer chose stays.
  approve: doing((articles, place, { revision }) => articles.publish({ ...place, revision }), here),
  propose: doing((articles, place) => articles.propose(place), work),
  recall: doing(
    (articles, place) => articles.recall(place),
    ({ id, language }) => `/articles/work/${id}/${language}`
  ),
  discard: doing((articles, place) => articles.discard(place), back)
}
