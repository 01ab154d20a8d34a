import { redirect, type RequestEvent } from '@sveltejs/kit'
import { refusalOf } from '#lib/problems.server.ts'
import { listParameters, withSearch, workListOf, type Ending } from '../work-list.ts'
import type { begunBeside } from './fields.ts'

type Begun = ReturnType<typeof begunBeside>
type Place = {
  /** Id of the act that the page offers to undo. */
  undo?: number | null
  params?: Record<string, string>
  fragment?: string
}

/**
 * Shows the ticket after an act. A begun answer waits in its draft, other begun text in the page
 * that is answered, which a reload would send again.
 */
export async function showAgain(event: RequestEvent, begun: Begun, place: Place = {}) {
  const { undo, params, fragment = '' } = place
  if (begun && !(await isKeptInDraft(event, begun))) return { values: begun, undo }
  const list = workListOf(event.url)
  const search = listParameters(list, list?.at)
  const shown = { ...params, ...(undo && { undo: String(undo) }) }
  for (const [name, value] of Object.entries(shown)) search.set(name, value)
  redirect(303, `${withSearch(`/desk/${event.params.number}`, search)}${fragment}`)
}

/** False if there is other text than the answer, or if it may not be stored, as with a secret. */
async function isKeptInDraft({ locals, params }: RequestEvent, begun: Record<string, string>) {
  const { body, ...others } = begun
  if (!body || Object.keys(others).length > 0) return false
  try {
    await locals.api.threads.saveDraft({ key: `ticket:${params.number}`, body })
    return true
  } catch (error) {
    if (refusalOf(error, locals.locale)) return false
    throw error
  }
}

/**
 * Opens the next ticket of the list after a message, or the list if it was the last one, and says
 * what became of this one.
 */
export async function openNext(event: RequestEvent, what: Ending): Promise<never> {
  const { number = '' } = event.params
  const list = workListOf(event.url)
  const place = list && (await event.locals.api.tickets.place({ number, ...list }))
  const search = listParameters(list)
  search.set(what, number)
  redirect(303, withSearch(place?.next ? `/desk/${place.next}` : '/desk', search))
}
