import { redirect, type RequestEvent } from '@sveltejs/kit'
import { refusalOf } from '#lib/problems.server.ts'
import type { begunBeside } from './fields.ts'

type Begun = ReturnType<typeof begunBeside>

/**
 * Shows the ticket after an act. A begun answer waits in its draft, other begun text in the page
 * that is answered, which a reload would send again.
 */
export async function showAgain(event: RequestEvent, begun: Begun, place = '') {
  if (begun && !(await isKeptInDraft(event, begun))) return { values: begun }
  redirect(303, `/desk/${event.params.number}${place}`)
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
