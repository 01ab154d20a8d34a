import type { JobHelpers } from 'graphile-worker'
import type { Context, EventType } from '@stoa/core'
import { deliverEach } from '@stoa/notifications'
import { isTransient } from '@stoa/core/database'
import { mailsOf } from '../reactions/effects.ts'
import type { MailedEvent } from '../reactions/reaction.ts'
import { runLater } from './run-later.ts'

type Mailed = MailedEvent<EventType> & { type: EventType }

/**
 * Sends the mails about the events of a batch. One that fails gets a job of its own and does not
 * hold up the others.
 */
export async function sendMails(
  ctx: Context,
  { events }: { events: Mailed[] },
  helpers: JobHelpers
): Promise<void> {
  const later = (eventId: number) => runLater(helpers, { eventId, effect: 'mail' })
  for (const [type, together] of Map.groupBy(events, ({ type }) => type)) {
    try {
      const mails = (await mailsOf(type)?.(ctx, together)) ?? []
      for (const eventId of await deliverEach(ctx, mails)) await later(eventId)
    } catch (error) {
      if (isTransient(error)) throw error
      for (const { id } of together) await later(id)
    }
  }
}
