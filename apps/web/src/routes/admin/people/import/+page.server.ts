import { attempt, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the imports so far. */
export const load: PageServerLoad = async ({ locals }) => ({
  imports: (await locals.api.accounts.imports({})).items
})

export const actions: Actions = {
  /** Checks a file, and imports it if the box is ticked. A checked file is chosen again for that. */
  check: async (event) => {
    const form = await formOf(event)
    const file = form.get('file')
    const csv = file instanceof File ? await file.text() : String(file ?? '')
    const dryRun = form.get('import') === null
    return attempt(event, undefined, async () => ({
      report: await event.locals.api.accounts.importPeople({ csv, dryRun })
    }))
  },
  send: async (event) => {
    const { id, ...proof } = await typed(event, ['id', ...proofFields])
    return attempt(event, { id }, async () => {
      const { accounts } = event.locals.api
      await withProof(event, proof, () => accounts.sendInvitations({ id }))
      return { sent: true }
    })
  }
}
