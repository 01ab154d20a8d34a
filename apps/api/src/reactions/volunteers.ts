import { each } from '@stoa/core/effects'
import { notifyApplicant, notifyOfApplication, notifyOfProposal } from '@stoa/notifications'
import { concernedByApplication } from '@stoa/volunteers'
import type { EventsOf, Reactions } from './reaction.ts'

export const volunteers: Reactions<EventsOf<'volunteer'>> = {
  'volunteer.applied': {
    effects: {
      notify: each(async (ctx, event) =>
        notifyOfApplication(
          ctx,
          event,
          await concernedByApplication(ctx, event.payload.applicationId)
        )
      )
    },
    stalePages: 'none'
  },
  'volunteer.answered': {
    effects: {
      notify: each(async (ctx, event) =>
        notifyApplicant(ctx, event, await concernedByApplication(ctx, event.payload.applicationId))
      )
    },
    stalePages: 'none'
  },
  'volunteer.proposed': { effects: { notify: each(notifyOfProposal) }, stalePages: 'none' }
}
