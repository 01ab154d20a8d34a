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
  const into = threadNumberOf(event.url.searchParams.get('into') || q)
  const look = into ? await attempt(event, {}, () => threads.previewMerge({ id, into })) : undefined
  const isShown = look && 'target' in look
  const targets = isShown ? [] : (await threads.mergeTargets({ id, q: into ? '' : q })).items
  return {
    thread: { id: thread.id, title: thread.title, url: thread.url },
    ...{ q, targets, look: isShown ? look : undefined },
    problem: look && 'data' in look ? look.data.problem : undefined
  }
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
