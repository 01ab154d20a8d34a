import { agreementFields, agreementOf, tickedIn } from '#lib/agreement.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * For admins, what remains. With the code of the one-time link, what the first admin needs, unless
 * the link has ended.
 */
export const load: PageServerLoad = async ({ locals: { api, me, startLine }, url, setHeaders }) => {
  const link = url.searchParams.get('code') ?? ''
  if (me.can.administer) return { link, startLine, setup: await api.operations.setup({}) }
  if (!link) return { link, startLine }
  // The code in the address must not reach other sites.
  setHeaders({ 'referrer-policy': 'no-referrer' })
  return { link, startLine, begun: await ifOpen(api.accounts.beginFirstAdmin({ link })) }
}

export const actions: Actions = {
  create: async (event) => {
    const names = ['link', 'username', 'email', 'password', 'code', ...agreementFields] as const
    const input = await typed(event, names)
    const { username, email } = input
    return attempt(event, { username, email, ticked: tickedIn(input) }, () =>
      event.locals.api.accounts.createFirstAdmin({ ...input, ...agreementOf(input) })
    )
  },
  open: async (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.operations.openForum({})
      return { opened: true }
    })
}

/** Returns undefined if the set-up link has ended. */
async function ifOpen<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isRefusal(error, 'setup_link_ended')) return undefined
    throw error
  }
}
