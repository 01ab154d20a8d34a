import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { RemovalCounts, RetentionPeriod } from '#lib/shapes.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

// Unknown periods have no page, so this holds for all that are loaded.
const periodIn = ({ params }: { params: { period: string } }) =>
  params.period as RetentionPeriod['period']

/** Loads a period and, for a shorter value that waits, what it would delete now. */
export const load: PageServerLoad = async (event) => {
  const { api, locale } = event.locals
  const { items } = await api.retention.list({})
  const period = items.find((one) => one.period === periodIn(event))
  if (!period)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  const { waiting } = period
  const removals = waiting && (await countedBy(event, waiting.value))
  return { period, removals }
}

const countedBy = (event: Pick<RequestEvent, 'locals' | 'params'>, value: number | string) =>
  event.locals.api.retention.dryRun({ period: periodIn(event), value })

export const actions: Actions = {
  /** A shorter value is saved only after its dry run was shown. */
  change: async (event) => {
    const { value, from, shown, ...proof } = await typed(event, [
      ...(['value', 'from', 'shown'] as const),
      ...proofFields
    ])
    const isShorter = value !== '' && Number(value) < Number(from)
    const values: { value: string; shown: string; preview?: RemovalCounts } = { value, shown: '' }
    return attempt(event, values, async () => {
      if (isShorter) Object.assign(values, { shown: value, preview: await countedBy(event, value) })
      if (values.shown !== shown) return { values }
      const change = { period: periodIn(event), value, from }
      const saving = () => event.locals.api.retention.change(change)
      const { waits } = await withProof(event, proof, saving)
      redirect(303, `/admin/retention?saved=${waits ? 'waits' : 'saved'}`)
    })
  }
}
