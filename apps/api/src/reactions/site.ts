import { invalidateActors, invalidateSignUp } from '@stoa/accounts'
import { invalidateSite } from '@stoa/site'
import type { Context } from '@stoa/core'
import { documentMailKey, notifyOfRetentionProposal } from '@stoa/notifications'
import { invalidateDocuments, memberMails, queueMailing } from '@stoa/site/documents'
import { each } from '@stoa/core/effects'
import { invalidateRetention } from '@stoa/site/retention'
import type { EventsOf, Reactions } from './reaction.ts'

async function mailMembers(ctx: Context, events: Parameters<typeof memberMails>[1]) {
  const letters = await memberMails(ctx, events)
  return letters.map(({ eventId, payload, mail }) => ({
    eventId,
    mail: { ...mail, key: documentMailKey(payload.versionId, payload.userId) }
  }))
}

const caches = invalidateDocuments

export const documents: Reactions<EventsOf<'document'>> = {
  'document.saved': { stalePages: 'none' },
  'document.published': { stalePages: 'all', caches },
  'document.mailing_due': {
    jobs: { queue: (ctx, { payload }) => queueMailing(ctx, payload.versionId) },
    stalePages: 'none'
  },
  'document.member_mail_due': { mails: mailMembers, stalePages: 'none' },
  'document.accepted': {
    stalePages: 'none',
    caches: (_, accepted) => invalidateActors(accepted?.userId)
  },
  'document.in_force': { stalePages: 'all', caches }
}

export const site: Reactions<EventsOf<'site'>> = {
  'site.changed': {
    stalePages: 'all',
    caches(ports) {
      invalidateSite(ports)
      // Nobody signs up before the forum is opened.
      invalidateSignUp(ports)
    }
  },
  'site.proposed': { stalePages: 'none' }
}

export const retention: Reactions<EventsOf<'retention'>> = {
  'retention.proposed': {
    effects: { notify: each(notifyOfRetentionProposal) },
    stalePages: 'none'
  },
  'retention.changed': { stalePages: 'all', caches: invalidateRetention }
}
