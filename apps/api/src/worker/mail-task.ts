import type { JobHelpers } from 'graphile-worker'
import type { Context, EventType } from '@stoa/core'
import { deliverEach } from '@stoa/notifications'
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
  const isRepeated = helpers.job.attempts > 1
  for (const [type, together] of Map.groupBy(events, ({ type }) => type)) {
    const letters = (await mailsOf(type)?.(ctx, together)) ?? []
    for (const eventId of await deliverEach(ctx, letters, { isRepeated }))
      await runLater(helpers, { eventId, effect: 'mail' })
  }
}
