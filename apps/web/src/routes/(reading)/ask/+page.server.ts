import { redirect } from '@sveltejs/kit'
import { draftFields } from '#lib/carried-draft.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** What the form starts with: the title that a link brought along, else the member's draft. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const title = url.searchParams.get('title') ?? ''
  const category = url.searchParams.get('category') ?? ''
  const draft = title === '' ? await draftOf(locals) : undefined
  return { start: { title, category, ...draft }, idempotencyKey: crypto.randomUUID() }
}

async function draftOf({ api, me }: App.Locals) {
  if (me.role === 'guest') return undefined
  const draft = await ifFound(api.threads.draft({ key: 'ask' }))
  if (!draft) return undefined
  const { kind, title = '', body = '', categoryId, tags = [] } = draft
  return { kind, title, body, categoryId, tags: tags.join(' ') }
}

const tagsOf = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)

export const actions: Actions = {
  ask: async (event) => {
    const { key, ...values } = await typed(event, [...draftFields, 'key'])
    return attempt(event, values, async () => {
      event.locals.useKey(key)
      const kind = values.kind === 'discussion' ? 'discussion' : 'question'
      const input = { ...values, kind, tags: tagsOf(values.tags) } as const
      const { threads } = event.locals.api
      const { url } = await threads.ask(input)
      await threads.dropDraft({ key: 'ask' })
      redirect(303, url)
    })
  },
  /** Takes up what a guest wrote before signing up or in. */
  resume: async (event) => {
    const values = await typed(event, draftFields)
    if (event.locals.me.pending) redirect(307, '/verify-email?/arrive&next=%2Fask')
    return attempt(event, values, async () => {
      const { kind, categoryId, title, body, tags } = values
      await event.locals.api.threads.keepDraft({
        key: 'ask',
        kind: kind === 'discussion' ? 'discussion' : 'question',
        categoryId: categoryId || undefined,
        title,
        body,
        tags: tagsOf(tags)
      })
      redirect(303, '/ask')
    })
  }
}
