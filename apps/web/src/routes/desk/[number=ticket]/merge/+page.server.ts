import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { ifFound } from '#lib/problems.server.ts'
import type { Api } from '@stoa/api'
import type { Actions, PageServerLoad } from './$types'

const number = /^[2-9A-HJKMNP-TW-Z]{4}(-[2-9A-HJKMNP-TW-Z]{4}){2}$/

/** Loads the tickets that another one can be merged into, and the look of the chosen one. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { tickets } = locals.api
  const ticket = await tickets.show({ number: params.number })
  if (ticket.view !== 'desk') redirect(302, ticket.url)
  if (ticket.mergedInto) redirect(302, `/desk/${ticket.mergedInto}`)
  const q = url.searchParams.get('q')?.trim().slice(0, 200) ?? ''
  const into = url.searchParams.get('into') ?? ''
  const [found, around, target] = await Promise.all([
    q === '' ? null : search(tickets, q),
    tickets.related({ number: params.number }),
    into === params.number ? null : targetOf(tickets, into)
  ])
  const own = around.others.filter(({ state }) => state !== 'resolved' && state !== 'closed')
  const others = found?.filter((one) => one.number !== params.number) ?? null
  return { ticket, q, found: others, own, target }
}

const search = async (tickets: Api['tickets'], q: string) => (await tickets.queue({ q })).items

/** The chosen ticket, if the agent answers it; looking at it is recorded. */
async function targetOf(tickets: Api['tickets'], into: string) {
  const found = number.test(into) ? await ifFound(tickets.show({ number: into })) : undefined
  return found?.view === 'desk' ? found : null
}

export const actions: Actions = {
  merge: async (event) => {
    const { into } = await typed(event, ['into'])
    return attempt(event, { into }, async () => {
      await event.locals.api.tickets.merge({ number: event.params.number, into })
      redirect(303, `/desk/${into}`)
    })
  }
}
