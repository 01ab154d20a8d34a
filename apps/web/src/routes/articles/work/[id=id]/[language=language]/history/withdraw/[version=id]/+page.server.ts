import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { placeOf, titleOf } from '../../../place.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads an earlier public version to withdraw. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { articles } = event.locals.api
  const place = placeOf(event)
  const article = await articles.source({ id: place.id })
  const number = event.params.version
  if (!article.can.write)
    error(403, {
      message: translate('problem_forbidden', {}, event.locals.locale),
      code: 'forbidden'
    })
  return { ...place, number, title: titleOf(article) }
}

export const actions: Actions = {
  default: async (event) => {
    membersOnly(event)
    const { reason, ...proof } = await typed(event, ['reason', ...proofFields])
    const place = placeOf(event)
    return attempt(event, { reason }, async () => {
      const input = { ...place, number: Number(event.params.version), reason }
      await withProof(event, proof, () => event.locals.api.articles.withdraw(input))
      redirect(303, `/articles/work/${place.id}/${place.language}/history`)
    })
  }
}
