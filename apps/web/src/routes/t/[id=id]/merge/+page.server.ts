import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { orMoved } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads threads to merge into, and how the chosen one would end. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { threads } = event.locals.api
  const { id } = event.params
  const q = (event.url.searchParams.get('q') ?? '').slice(0, 100)
  const { thread } = await orMoved(threads.show({ id }))
  const named = event.url.searchParams.get('into')
  const into = threadNumberOf(named || q)
  const look = into ? await attempt(event, {}, () => threads.previewMerge({ id, into })) : undefined
  const isShown = look && 'target' in look
  const words = isAddress(into, named, q) ? '' : q
  const targets = isShown ? [] : (await threads.mergeTargets({ id, q: words })).items
  return {
    thread: { id: thread.id, title: thread.title, url: thread.url },
    ...{ q, words, targets, look: isShown ? look : undefined },
    problem: look && 'data' in look && words === '' ? atSearch(look.data.problem) : undefined
  }
}

/** A bare number that was typed may also be a word of a title. */
const isAddress = (into: string | undefined, named: string | null, q: string): boolean =>
  into !== undefined && (named !== null || into !== q.trim())

/** What is wrong with the thread is wrong with what was typed. */
const atSearch = <P extends { errors: Record<string, string> }>({ errors, ...problem }: P) => {
  const { into, ...others } = errors
  return { ...problem, errors: { ...others, ...(into && { q: into }) } }
}

/** Thread number of an address or a bare number. */
const threadNumberOf = (text: string) => /(?:^|\/t\/)(\d+)(?=$|[/?#])/.exec(text.trim())?.[1]

export const actions: Actions = {
  default: async (event) => {
    const { into } = await typed(event, ['into'])
    return attempt(event, {}, async () => {
      await event.locals.api.threads.merge({ id: event.params.id, into })
      redirect(303, `/t/${into}`)
    })
  }
}
