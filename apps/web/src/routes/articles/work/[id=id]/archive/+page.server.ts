import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads an article to archive, and articles that may replace it, found by what was typed. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const { id } = event.params
  const parameters = event.url.searchParams
  const q = (parameters.get('q') ?? '').slice(0, 300)
  const article = await articles.source({ id })
  const [{ items }, replies] = await Promise.all([
    articles.matching({ q }),
    articles.namingReplies({ id })
  ])
  const others = items.filter((one, at) => one.id !== id && isFirst(items, at))
  return { article, q, found: others, replies: replies.items }
}

/** An article may be found in several languages. */
const isFirst = (items: readonly { id: number }[], at: number) =>
  items.findIndex(({ id }) => id === items[at]?.id) === at

const fields = ['successor', ...proofFields] as const

export const actions: Actions = {
  archive: async (event) => {
    membersOnly(event)
    const { successor, ...proof } = await typed(event, fields)
    const { id } = event.params
    return attempt(event, { successor }, async () => {
      const input = { id, successor: successor === '' ? null : successor }
      await withProof(event, proof, () => event.locals.api.articles.archive(input))
      redirect(303, `/articles/work/${id}`)
    })
  },
  unarchive: async (event) => {
    membersOnly(event)
    const proof = await typed(event, proofFields)
    const { id } = event.params
    return attempt(event, { successor: '' }, async () => {
      await withProof(event, proof, () => event.locals.api.articles.unarchive({ id }))
      redirect(303, `/articles/work/${id}`)
    })
  }
}
