import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads an announcement with its updates and linked threads. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  content: await api.announcements.show({ id: params.id })
})

type Fields = { proposalId: string; updateId: string; revision: string; despite?: string }
type Act = (api: Api['announcements'], id: number, fields: Fields) => Promise<unknown>

/** Form action on the announcement. */
const doing = (act: Act) => async (event: RequestEvent) => {
  membersOnly(event)
  const { read, proposalId, updateId, revision, despite, ...proof } = await typed(event, [
    ...proofFields,
    ...(['proposalId', 'updateId', 'revision', 'despite', 'read'] as const)
  ])
  const run = async () => {
    const id = Number(event.params.id)
    const { announcements } = event.locals.api
    const fields = { proposalId, updateId, revision, ...(despite && { despite }) }
    await withProof(event, proof, () => act(announcements, id, fields))
    redirect(303, `/announcements/${id}`)
  }
  return attempt(event, {}, run, { read })
}

const threadIds = (text: string) =>
  text.split(/\s+/).flatMap((line) => /(?:^|\/t\/)(\d{1,15})(?:[/?#].*)?$/.exec(line)?.[1] ?? [])

export const actions: Actions = {
  follow: doing(async (api, id) => {
    const { announcement } = await api.show({ id })
    await api.follow({ type: announcement.type })
  }),
  unfollow: doing(async (api, id) => {
    const { announcement } = await api.show({ id })
    await api.unfollow({ type: announcement.type })
  }),
  acknowledge: doing((api, id) => api.acknowledge({ id })),
  stopNotifying: doing((api, id, { updateId }) =>
    updateId ? api.stopNotifyingUpdate({ id, updateId }) : api.stopNotifying({ id })
  ),
  approveProposal: doing((api, id, { updateId: _, ...reviewed }) =>
    api.approveProposal({ id, ...reviewed })
  ),
  publishWithout: doing((api, id, { updateId: _, ...reviewed }) =>
    api.publishProposalWithoutOutside({ id, ...reviewed })
  ),
  discardProposal: doing((api, id, { proposalId }) => api.discardProposal({ id, proposalId })),
  end: doing((api, id) => api.expire({ id })),
  link: async (event) => {
    membersOnly(event)
    const { threads } = await typed(event, ['threads'])
    return attempt(event, { threads }, async () => {
      const { announcements } = event.locals.api
      const announcementId = event.params.id
      for (const id of threadIds(threads)) await announcements.link({ id, announcementId })
      redirect(303, `/announcements/${announcementId}`)
    })
  }
}
