import {
  accountMail,
  invalidateActors,
  queueActivationMails,
  invalidateSignUp
} from '@stoa/accounts'
import { invalidateGroups } from '@stoa/accounts/groups'
import { invalidateReadingAccess } from '@stoa/accounts/reading-access'
import { invalidateMode, invalidateStaffRule, queueLinkMails } from '@stoa/accounts/sign-in-mode'
import { closedUserForReceivers, userForReceivers, userSubjects } from '@stoa/accounts/webhooks'
import { eraseTicketSources, invalidateArticles } from '@stoa/articles'
import type { Ports } from '@stoa/core'
import { each, type Job } from '@stoa/core/effects'
import { deleteAppeals, deleteReports, queueNamesakes } from '@stoa/moderation'
import { showLinksOf } from '@stoa/safety'
import { deleteApplications, deleteNotes, deleteShifts, staffOnCall } from '@stoa/volunteers'
import { deliver, notifyOfFactorLoss, notifyOfStolenAccount } from '@stoa/notifications'
import { indexTicketsOf } from '@stoa/search'
import { deleteReaderData } from '@stoa/threads'
import { invalidateHelpers } from '@stoa/threads/helpers'
import { dropHeadsWith } from '@stoa/threads/shared-heads'
import { eraseLogo, settlePictures } from '@stoa/uploads'
import { eraseTicketsOf, openForStolenAccount, unassignTickets } from '@stoa/tickets'
import { deleteViews } from '@stoa/tickets/saved-views'
import type { EventsOf, Reactions } from './reaction.ts'

const mail: Job<'account.mail'> = async (ctx, event) => {
  const mail = await accountMail(ctx, event)
  if (mail) await deliver(ctx, { ...mail, key: `${event.id}:mail` })
}

const showLinks: Job<'user.role_changed' | 'actor.changed'> = (ctx, { payload }) =>
  showLinksOf(ctx, payload)

const unassign: Job<'user.role_changed' | 'user.hidden' | 'user.erased'> = (ctx, { payload }) =>
  unassignTickets(ctx, payload)

const pictures: Job<'user.picture_changed' | 'user.role_changed' | 'user.erased'> = (
  ctx,
  { payload }
) => settlePictures(ctx, payload)

const ofUser = { data: userForReceivers, subjects: userSubjects }
const ofClosed = { data: closedUserForReceivers, subjects: userSubjects }

/** Both are cached by names. */
const namesChanged = (ports: Ports) => {
  invalidateHelpers(ports)
  invalidateArticles(ports)
}

export const accounts: Reactions<
  | EventsOf<'account' | 'sign_up' | 'sign_in' | 'user' | 'actor' | 'group' | 'reading' | 'people'>
  | 'approval.decided'
  | 'provider.removed'
  | 'staff_passkeys.changed'
> = {
  'account.mail': { jobs: { mail }, stalePages: 'none' },
  'account.reported_stolen': {
    effects: {
      ticket: each((ctx, { payload }) => openForStolenAccount(ctx, payload)),
      notify: each(async (ctx, event) => notifyOfStolenAccount(ctx, event, await staffOnCall(ctx)))
    },
    stalePages: 'none'
  },
  'account.factor_lost': {
    effects: { notify: each((ctx, event) => notifyOfFactorLoss(ctx, event)) },
    stalePages: 'none'
  },
  'sign_up.changed': {
    stalePages: 'all',
    caches: (ports) => {
      invalidateSignUp(ports)
      invalidateMode(ports)
    }
  },
  'sign_in.mailing_due': {
    jobs: { queue: (ctx, { payload }) => queueLinkMails(ctx, payload.mailingId) },
    stalePages: 'none'
  },
  'provider.removed': {
    jobs: { logo: (ctx, { payload }) => eraseLogo(ctx, payload) },
    stalePages: 'none'
  },
  'staff_passkeys.changed': { stalePages: 'none', caches: invalidateStaffRule },
  'user.verified': { stalePages: 'lists', webhooks: ofUser },
  'people.invited': {
    jobs: { activationMails: (ctx, { payload }) => queueActivationMails(ctx, payload.importId) },
    stalePages: 'none'
  },
  'user.renamed': { stalePages: 'all', webhooks: ofUser, caches: namesChanged },
  'user.picture_changed': { jobs: { pictures }, stalePages: 'lists', caches: dropHeadsWith },
  'user.role_changed': {
    jobs: {
      namesakes: (ctx, { payload }) => queueNamesakes(ctx, payload),
      tickets: unassign,
      links: showLinks,
      pictures
    },
    stalePages: 'all',
    webhooks: ofUser
  },
  // They answer no tickets while they are away, and may not come back.
  'user.hidden': {
    jobs: { desk: unassign },
    stalePages: 'all',
    webhooks: ofClosed,
    caches: invalidateHelpers
  },
  'user.shown': { stalePages: 'all', webhooks: ofUser, caches: invalidateHelpers },
  'user.erased': {
    jobs: {
      clear: (ctx, { payload }) => deleteReaderData(ctx, payload),
      tickets: async (ctx, { payload }) => {
        await eraseTicketsOf(ctx, payload)
        await indexTicketsOf(ctx, { requesterId: payload.userId })
      },
      articles: (ctx, { payload }) => eraseTicketSources(ctx, payload),
      desk: unassign,
      appeals: (ctx, { payload }) => deleteAppeals(ctx, payload),
      reports: (ctx, { payload }) => deleteReports(ctx, payload),
      applications: (ctx, { payload }) => deleteApplications(ctx, payload),
      notes: (ctx, { payload }) => deleteNotes(ctx, payload),
      shifts: (ctx, { payload }) => deleteShifts(ctx, payload),
      views: (ctx, { payload }) => deleteViews(ctx, payload),
      pictures
    },
    stalePages: 'all',
    webhooks: ofClosed,
    caches: invalidateHelpers,
    live: { endStreamsOf: ({ userId }) => userId }
  },
  'actor.changed': {
    jobs: { links: showLinks },
    stalePages: 'lists',
    live: { endStreamsOf: ({ userId }) => userId },
    caches: (_, changed) => invalidateActors(changed?.userId)
  },
  'approval.decided': { stalePages: 'none' },
  // Guests act as the user 0.
  'reading.changed': {
    stalePages: 'all',
    live: { endStreamsOf: () => 0 },
    caches: invalidateReadingAccess
  },
  'group.changed': {
    stalePages: 'none',
    caches: (ports) => {
      invalidateActors()
      invalidateGroups(ports)
    }
  }
}
