import { redirect } from '@sveltejs/kit'
import { deskTopics } from '#lib/desk-topics.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { capabilities, roles } from '../role-words.ts'
import type { Actions, PageServerLoad } from './$types'

/** A user with their role and what it is for. A former name leads to the present one. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const [{ username, role }, { items }] = await Promise.all([
    api.accounts.profile({ username: params.username }),
    api.accounts.team({})
  ])
  if (username !== params.username) redirect(302, `/admin/people/${encodeURIComponent(username)}`)
  const known = items.find((one) => one.username === username)
  return { username, role, held: known?.capabilities ?? [], topics: known?.deskTopics ?? [] }
}

export const actions: Actions = {
  default: async (event) => {
    const fields = ['role', ...capabilities, ...deskTopics, ...proofFields] as const
    const { password, code, ...values } = await typed(event, fields)
    return attempt(event, values, async () => {
      const input = {
        username: event.params.username,
        role: roles.find((role) => role === values.role) ?? 'member',
        capabilities: capabilities.filter((capability) => values[capability] !== ''),
        deskTopics: deskTopics.filter((topic) => values[topic] !== '')
      }
      const { accounts } = event.locals.api
      await withProof(event, { password, code }, () => accounts.setRole(input))
      return { saved: true }
    })
  }
}
