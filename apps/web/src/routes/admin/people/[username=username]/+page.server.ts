import { redirect } from '@sveltejs/kit'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { dutiesIn } from '#lib/duties.server.ts'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { roles } from '#lib/role-words.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a user with role, capabilities and topics. A former name redirects to the current one. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { api } = locals
  const [person, { items }, pending, topics] = await Promise.all([
    api.accounts.person({ username: params.username }),
    api.accounts.team({}),
    api.accounts.pendingChanges({}),
    topicsOf(locals)
  ])
  const { username, role } = person
  if (username !== params.username) redirect(302, `/admin/people/${encodeURIComponent(username)}`)
  const known = items.find((one) => one.username === username)
  return {
    ...{ person, username, role, topics },
    waiting: pending.items
      .filter((change) => change.kind === 'role_power' && change.username === username)
      .map(({ power }) => power),
    pending: pending.items.filter(
      (change) => change.kind !== 'role_power' && change.username === username
    ),
    held: known?.capabilities ?? [],
    answers: known?.deskTopics ?? []
  }
}

export const actions: Actions = {
  rename: async (event) => {
    const { to, ...proof } = await typed(event, ['to', ...proofFields])
    return attempt(event, { to }, async () => {
      const { username } = event.params
      const { accounts } = event.locals.api
      const renamed = await withProof(event, proof, () => accounts.renameUser({ username, to }))
      redirect(303, `/admin/people/${encodeURIComponent(renamed.username)}`)
    })
  },
  picture: async (event) => {
    const { username } = event.params
    return attempt(event, undefined, async () => {
      await event.locals.api.uploads.removePicture({ username })
      redirect(303, `/admin/people/${encodeURIComponent(username)}`)
    })
  },
  close: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, undefined, async () => {
      const { username } = event.params
      await withProof(event, proof, () => event.locals.api.accounts.closeForOwner({ username }))
      return { closed: true }
    })
  },
  role: async (event) => {
    const form = await formOf({ ...event, request: event.request.clone() })
    const { role, ...proof } = await typed(event, ['role', ...proofFields])
    const values = { role, ...dutiesIn(form) }
    return attempt(event, values, async () => {
      const input = {
        username: event.params.username,
        ...values,
        role: roles.find((one) => one === role) ?? 'member'
      }
      const { accounts } = event.locals.api
      const answer = await withProof(event, proof, () => accounts.setRole(input))
      return { saved: true, waits: Boolean(answer?.waiting.length) }
    })
  }
}
