import type { RequestEvent } from '@sveltejs/kit'
import { attempt, typed } from './form.server.ts'
import type { Reason } from '#lib/moderation/words.ts'

type Report = { reason: Reason; note: string | undefined }

/**
 * Action of a form that reports something.
 * @param send makes the report; the endpoint refuses an unknown reason
 */
export async function report<E extends RequestEvent>(
  event: E,
  send: (report: Report) => Promise<unknown>
) {
  const values = await typed(event, ['reason', 'note'])
  return attempt(event, values, async () => {
    await send({ reason: values.reason as Reason, note: values.note || undefined })
    return { sent: true }
  })
}
