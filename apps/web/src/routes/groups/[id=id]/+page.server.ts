import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt, attemptEdit, formOf, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a group with a page of its members. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  const { id } = event.params
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  const [group, members] = await Promise.all([
    api.groups.show({ id }),
    api.groups.members({ id, cursor })
  ])
  const mayInvite = group.can.changeMembers && !group.moderates
  const links = mayInvite ? (await api.groups.invitations({ id })).items : undefined
  return { group, members, links, names: valuesIn(group.names, 'name') }
}

/** The text of the chosen file, else what was pasted. */
async function csvIn(event: RequestEvent): Promise<{ csv: string; dryRun: boolean }> {
  const form = await formOf(event)
  const [file, pasted] = [form.get('file'), form.get('csv')]
  const csv = file instanceof File && file.size > 0 ? await file.text() : pasted
  return { csv: typeof csv === 'string' ? csv : '', dryRun: form.get('dryRun') !== null }
}

export const actions: Actions = {
  rename: async (event) => {
    const values = await typed(event, textFields('name'))
    return attemptEdit(event, values, async (revision) => {
      const { id } = event.params
      await event.locals.api.groups.rename({
        id: id ?? '',
        revision,
        name: textsIn(values, 'name')
      })
      return { done: 'renamed' as const }
    })
  },
  add: async (event) => {
    const { username, owner } = await typed(event, ['username', 'owner'])
    return attempt(event, { username, owner }, async () => {
      const member = { id: event.params.id ?? '', username, owner: owner !== '' }
      const answer = await event.locals.api.groups.addMember(member)
      return { done: answer ? ('waiting' as const) : ('added' as const), username }
    })
  },
  remove: async (event) => {
    const { username } = await typed(event, ['username'])
    return attempt(event, undefined, async () => {
      await event.locals.api.groups.removeMember({ id: event.params.id ?? '', username })
      const { username: own, role } = event.locals.me
      if (username === own && role !== 'admin') redirect(303, '/settings/groups')
      return { done: 'removed' as const, username }
    })
  },
  invite: async (event) => {
    const link = await typed(event, ['uses', 'days'])
    return attempt(event, { link }, async () => {
      const id = event.params.id ?? ''
      const { url } = await event.locals.api.groups.invite({ id, ...link })
      return { url }
    })
  },
  revoke: async (event) => {
    const { invitationId } = await typed(event, ['invitationId'])
    return attempt(event, undefined, async () => {
      await event.locals.api.groups.revokeInvitation({ id: event.params.id ?? '', invitationId })
      return { done: 'revoked' as const }
    })
  },
  import: async (event) => {
    const { csv, dryRun } = await csvIn(event)
    return attempt(event, { csv }, async () => {
      const id = event.params.id ?? ''
      const imported = await event.locals.api.groups.importMembers({ id, csv, dryRun })
      return { imported, csv: dryRun ? csv : '' }
    })
  },
  delete: async (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.groups.remove({ id: event.params.id ?? '' })
      redirect(303, '/admin/groups')
    })
}
