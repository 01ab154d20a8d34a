import { accountMail, invalidateActors, invalidateSignUp } from '@stoa/accounts'
import { each, type Effect } from '@stoa/core'
import { deleteAppeals, deleteReports, queueNamesakes } from '@stoa/moderation'
import { showLinksOf } from '@stoa/safety'
import { deleteApplications, deleteNotes, deleteShifts, staffOnCall } from '@stoa/volunteers'
import { deliver, notifyOfStolenAccount } from '@stoa/notifications'
import { indexTicketsOf } from '@stoa/search'
import { deleteReaderData } from '@stoa/threads'
import { eraseTicketsOf, openForStolenAccount, unassignTickets } from '@stoa/tickets'
import type { EventsOf, Reactions } from './reaction.ts'

const mail: Effect<'account.mail'> = each(async (ctx, event) => {
  const mail = await accountMail(ctx, event)
  if (mail) await deliver(ctx, { ...mail, key: `${event.id}:mail` })
})

const showLinks = each<'user.role_changed' | 'actor.changed'>((ctx, { payload }) =>
  showLinksOf(ctx, payload)
)

const unassign = each<'user.role_changed' | 'user.hidden' | 'user.erased'>((ctx, { payload }) =>
  unassignTickets(ctx, payload)
)

export const accounts: Reactions<
  EventsOf<'account' | 'sign_up' | 'user' | 'actor'> | 'change.decided'
> = {
  'account.mail': { effects: { mail }, stalePages: 'none' },
  'account.reported_stolen': {
    effects: {
      ticket: each((ctx, { payload }) => openForStolenAccount(ctx, payload)),
      notify: each(async (ctx, event) => notifyOfStolenAccount(ctx, event, await staffOnCall(ctx)))
    },
    stalePages: 'none'
  },
  'sign_up.changed': { stalePages: 'all', caches: invalidateSignUp },
  'user.verified': { stalePages: 'lists' },
  'user.role_changed': {
    effects: {
      namesakes: each((ctx, { payload }) => queueNamesakes(ctx, payload)),
      tickets: unassign,
      links: showLinks
    },
    stalePages: 'all'
  },
  // They answer no tickets while they are away, and may not come back.
  'user.hidden': { effects: { desk: unassign }, stalePages: 'all' },
  'user.shown': { stalePages: 'all' },
  'user.erased': {
    effects: {
      clear: each((ctx, { payload }) => deleteReaderData(ctx, payload)),
      tickets: each(async (ctx, { payload }) => {
        await eraseTicketsOf(ctx, payload)
        await indexTicketsOf(ctx, { requesterId: payload.userId })
      }),
      desk: unassign,
      appeals: each((ctx, { payload }) => deleteAppeals(ctx, payload)),
      reports: each((ctx, { payload }) => deleteReports(ctx, payload)),
      applications: each((ctx, { payload }) => deleteApplications(ctx, payload)),
      notes: each((ctx, { payload }) => deleteNotes(ctx, payload)),
      shifts: each((ctx, { payload }) => deleteShifts(ctx, payload))
    },
    stalePages: 'all',
    live: { endStreamsOf: ({ userId }) => userId }
  },
  'actor.changed': {
    effects: { links: showLinks },
    stalePages: 'lists',
    live: { endStreamsOf: ({ userId }) => userId },
    caches: (_, changed) => invalidateActors(changed?.userId)
  },
  'change.decided': { stalePages: 'none' }
}
