import { redirect, type RequestEvent } from '@sveltejs/kit'
import { draftFields, isAskKey, newAskKey } from '#lib/threads/ask.ts'
import { sayHelped } from '#lib/article-helped.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { draftOf, threadOf, type Typed } from './typed-thread.ts'

/**
 * Loads what the form starts with: the draft in the link, else nothing but a title. Each question is
 * a draft of its own, so that typing overwrites no other one.
 */
export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const title = url.searchParams.get('title') ?? ''
  const category = url.searchParams.get('category') ?? ''
  const asked = url.searchParams.get('draft') ?? ''
  const draftKey = isAskKey(asked) ? asked : newAskKey()
  const draft = draftKey === asked ? await readDraft(locals, draftKey) : undefined
  const { categories } = await parent()
  return {
    start: { title, category, categoryIdNamed: '', draftKey, ...draft?.values },
    draft: draft && pick(draft),
    begun: draft ? undefined : await begunBefore(locals),
    incidents: await incidentsOf(
      locals,
      categories.find(({ slug }) => slug === category)
    ),
    isResumed: url.searchParams.has('resumed') && draft !== undefined,
    refusedUpload: uploadRefusal(url, locals.locale),
    idempotencyKey: crypto.randomUUID()
  }
}

/** Incidents of the category in the link, for readers without scripts. */
async function incidentsOf({ api }: App.Locals, category: { id: number } | undefined) {
  if (!category) return []
  return (await api.announcements.matching({ title: '', categoryId: category.id })).items
}

async function readDraft({ api, me }: App.Locals, key: string) {
  if (me.role === 'guest') return undefined
  const draft = await ifFound(api.threads.draft({ key }))
  if (!draft) return undefined
  const { tags = [], categoryId = '', fields, kind, title = '', body = '', language } = draft
  const answers = { fields: JSON.stringify(fields ?? {}) }
  const texts = { kind, title, body, language, tags: tags.join(' ') }
  return { ...draft, values: { ...texts, ...answers, categoryId: String(categoryId) } }
}

/** The latest question that was begun, and whether there are more. */
async function begunBefore({ api, me }: App.Locals) {
  if (me.role === 'guest') return undefined
  const { items } = await api.threads.drafts({ kind: 'ask' })
  const [latest] = items
  return latest && { ...pick(latest), hasMore: items.length > 1 }
}

type Draft = { key: string; url: string; title?: string; body?: string; updatedAt: string }

const pick = ({ key, url, title, body, updatedAt }: Draft) => ({
  ...{ key, url, updatedAt },
  title: title || (body ?? '').slice(0, 80)
})

/** Preview, articles and similar threads, for readers without scripts. */
async function looked({ api, me }: App.Locals, { title, body, categoryId }: Typed) {
  const draft = { title: title.slice(0, 200), body: body.slice(0, 2000) }
  const [articles, similar, announced, preview] = await Promise.all([
    api.search.similarArticles(draft),
    api.threads.similar(draft),
    api.announcements.matching({
      ...draft,
      categoryId: categoryId || undefined
    }),
    me.role === 'guest' || body === '' ? undefined : api.threads.preview({ body })
  ])
  const html = preview?.html
  return { articles: articles.items, similar: similar.items, announced: announced.items, html }
}

/**
 * The form as typed. Without scripts a category is named instead of chosen: the only one of that
 * name is meant, whatever was chosen before.
 */
async function typedThread<K extends string = never>(event: RequestEvent, ...more: K[]) {
  const values = await typed(event, [...draftFields, 'categoryIdNamed', ...more])
  const q = values.categoryIdNamed.trim()
  if (q === '') return values
  const { items } = await event.locals.api.threads.matchingCategories({ q, ask: 'true' })
  const named = items.filter(({ name }) => name === q)
  if (named.some(({ id }) => String(id) === values.categoryId)) return values
  const [only, ...others] = named
  return { ...values, categoryId: only && others.length === 0 ? String(only.id) : '' }
}

export const actions: Actions = {
  ask: async (event) => {
    const { key, ...values } = await typedThread(event, 'key')
    return attempt(event, values, async () => {
      event.locals.useKey(key)
      const { url } = await event.locals.api.threads.createThread(threadOf(values))
      redirect(303, url)
    })
  },
  /** Shows what the chosen category asks for. */
  choose: async (event) => ({ values: await typedThread(event), problem: undefined }),
  check: async (event) => {
    const values = await typedThread(event)
    return attempt(event, values, async () => {
      const look = await looked(event.locals, values)
      return { values, look, problem: undefined }
    })
  },
  /** An article helped; what was typed stays, should there be more to ask. */
  helped: async (event) => {
    const { article: thanked, ...values } = await typedThread(event, 'article')
    return attempt(event, values, async () => {
      await sayHelped(event.locals, thanked)
      return { values, thanked, look: await looked(event.locals, values), problem: undefined }
    })
  },
  /** Continues with the draft that a guest wrote before signing up or in. */
  resume: async (event) => {
    const values = await typedThread(event)
    if (event.locals.me.pending) redirect(307, '/verify-email?/arrive&next=%2Fask')
    return attempt(event, values, async () => {
      const key = isAskKey(values.draftKey) ? values.draftKey : newAskKey()
      await event.locals.api.threads.saveDraft({ key, ...draftOf(values) })
      redirect(303, `/ask?draft=${key}&resumed`)
    })
  },
  discard: async (event) => {
    const { key, ...values } = await typed(event, [...draftFields, 'key'])
    return attempt(event, values, async () => {
      await event.locals.api.threads.deleteDraft({ key })
      redirect(303, '/ask')
    })
  }
}
