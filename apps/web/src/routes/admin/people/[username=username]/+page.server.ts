import { redirect, type RequestEvent } from '@sveltejs/kit'
import { topicsOf } from '#lib/tickets/topics.ts'
import { dutiesIn, roles } from '#lib/accounts/roles.ts'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Category } from '#lib/shapes.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a user with role, capabilities and topics. A former name redirects to the current one. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { api } = locals
  const [person, { items }, pending, topics] = await Promise.all([
    api.accounts.person({ username: params.username }),
    api.accounts.team({}),
    api.accounts.approvals({}),
    topicsOf(locals)
  ])
  const { username, role } = person
  if (username !== params.username) redirect(302, `/admin/people/${encodeURIComponent(username)}`)
  const known = items.find((one) => one.username === username)
  const moderable = (await api.threads.categories({})).items.filter(isModerable)
  const moderates = role === 'volunteer' ? await moderatedBy(locals, moderable, username) : []
  return {
    ...{ moderable, moderates },
    ...{ person, username, role, topics },
    waiting: pending.items
      .filter((change) => change.kind === 'role_power' && change.username === username)
      .map(({ subject }) => String(subject.power)),
    pending: pending.items.filter(
      (change) => change.kind !== 'role_power' && change.username === username
    ),
    held: known?.capabilities ?? [],
    answers: known?.deskTopics ?? []
  }
}

/** Volunteers may not read staff-only categories, and nothing is left to do in archived ones. */
const isModerable = ({ readers, archived }: Category) => readers !== 'staff' && !archived

/** Ids of the categories that a volunteer was appointed for. */
async function moderatedBy({ api }: App.Locals, categories: Category[], username: string) {
  const all = await Promise.all(
    categories.map(async ({ id }) => ({ id, ...(await api.threads.moderators({ id })) }))
  )
  return all.flatMap(({ id, items }) => (items.some((one) => one.username === username) ? id : []))
}

/** Appoints a volunteer for these categories, and for no others. */
async function appoint(event: RequestEvent, categoryIds: number[]) {
  const { threads } = event.locals.api
  const username = event.params.username ?? ''
  const moderable = (await threads.categories({})).items.filter(isModerable)
  const before = await moderatedBy(event.locals, moderable, username)
  for (const id of categoryIds)
    if (!before.includes(id)) await threads.appointModerator({ id, username })
  for (const id of before)
    if (!categoryIds.includes(id)) await threads.removeModerator({ id, username })
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
    const form = await formOf(event)
    const { role, ...proof } = await typed(event, ['role', ...proofFields])
    const categoryIds = form.getAll('categoryIds').map(Number)
    const duties = dutiesIn(form)
    const values = { role, categoryIds, ...duties }
    return attempt(event, values, async () => {
      const input = {
        username: event.params.username,
        ...duties,
        role: roles.find((one) => one === role) ?? 'member'
      }
      const { accounts } = event.locals.api
      const answer = await withProof(event, proof, () => accounts.setRole(input))
      if (input.role === 'volunteer') await appoint(event, categoryIds)
      return { saved: true, waits: Boolean(answer?.waiting.length) }
    })
  }
}
