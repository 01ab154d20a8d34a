import { redirect } from '@sveltejs/kit'
import { topicsOf } from '#lib/tickets/topics.ts'
import { articlesRead, sayHelped } from '#lib/article-helped.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly, membersOrSupport } from '#lib/members.server.ts'
import { draftFor } from '#lib/drafts.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOrSupport(event)
  const { locals, url } = event
  const draft = await draftFor(locals, 'ticket')
  return {
    topics: await topicsOf(locals),
    start: {
      ...{ topic: draft?.topic ?? '', title: draft?.title ?? '', body: draft?.body ?? '' },
      after: url.searchParams.get('after') ?? ''
    },
    refusedUpload: uploadRefusal(url, locals.locale),
    idempotencyKey: crypto.randomUUID()
  }
}

type Values = { topic: string; title: string; body: string }

const fields = ['topic', 'title', 'body', 'key', 'looked', 'after'] as const

/** Topic and title for which suggestions were shown; after a change they are shown again. */
const lookedAt = ({ topic, title }: Pick<Values, 'topic' | 'title'>) => `${topic} ${title}`

/** Suggested answers; undefined without any. */
async function answers({ locals }: RequestEvent, { topic, title, body }: Values) {
  const draft = { title: title.slice(0, 200), body: body.slice(0, 400) }
  const found = await locals.api.tickets.deflection({ ...draft, topic: topic || undefined })
  const { openedOften: _, ...lists } = found
  return Object.values(lists).some((items) => items.length > 0) ? found : undefined
}

export const actions: Actions = {
  open: async (event) => {
    const values = await typed(event, [...fields])
    return attempt(event, values, async () => {
      const found = values.looked === lookedAt(values) ? undefined : await answers(event, values)
      if (found) return { values: { ...values, looked: lookedAt(values) }, found }
      event.locals.useKey(values.key)
      const { topic, title: subject, body } = values
      const input = { topic, subject, body, articlesRead: articlesRead(values.after) }
      const { url } = await event.locals.api.tickets.open(input)
      redirect(303, url)
    })
  },
  /** An article helped; what was typed stays, should there be more to ask. */
  helped: async (event) => {
    const { article: thanked, ...values } = await typed(event, [...fields, 'article'])
    return attempt(event, values, async () => {
      await sayHelped(event.locals, thanked)
      return { values, thanked, found: await answers(event, values) }
    })
  },
  /** Brings a text that was about to be published, and appends it to the ticket's draft. */
  carryOver: async (event) => {
    membersOnly(event)
    const { title, body, bio } = await typed(event, ['title', 'body', 'bio'])
    const values = { topic: '', title, body: body || bio }
    return attempt(event, values, async () => {
      const { api } = event.locals
      const begun = await ifFound(api.threads.draft({ key: 'ticket' }))
      const texts = { title: begun?.title || title, body: joined(begun?.body, values.body) }
      await api.threads.saveDraft({ key: 'ticket', topic: begun?.topic, ...texts })
      redirect(303, '/tickets/new')
    })
  }
}

/** Adds the text only if the draft does not contain it. */
const joined = (begun = '', brought: string) =>
  begun.includes(brought) ? begun : [begun, brought].filter(Boolean).join('\n\n')
