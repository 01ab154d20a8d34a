import { attempt, formOf, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads undecided applications. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  applications: (await api.volunteers.applications({})).items
})

export const actions: Actions = {
  default: async (event) => {
    const { id, outcome, answer, password, code } = await typed(event, [
      ...(['id', 'outcome', 'answer'] as const),
      ...proofFields
    ])
    const categoryIds = (await formOf(event)).getAll('categoryIds').map(Number)
    const appointed = outcome === 'appointed'
    return attempt(event, { id, answer, outcome, categoryIds }, async () => {
      const decision = {
        outcome: appointed ? 'appointed' : 'declined',
        categoryIds: appointed ? categoryIds : undefined,
        answer: answer || undefined
      } as const
      await withProof(event, { password, code }, () =>
        event.locals.api.volunteers.decide({ id, ...decision })
      )
      return { done: decision.outcome }
    })
  }
}
