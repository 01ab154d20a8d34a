import type { Context, Ports } from '@stoa/core'
import { each } from '@stoa/core/effects'
import {
  caseForReceivers,
  caseSubjects,
  creditReporters,
  decidedCaseForReceivers,
  decisionsOn,
  describeActions,
  hideReported,
  overruledBy,
  reportersOf
} from '@stoa/moderation'
import { invalidateHelpers } from '@stoa/threads/helpers'
import { alertOfUrgent, concernedByApplication, urgentCaseOf } from '@stoa/volunteers'
import {
  notifyApplicant,
  notifyOfApplication,
  notifyOfDecision,
  notifyOfProposal,
  notifyOfTrustProposal,
  notifyOfUrgentCase,
  notifyOverruled,
  notifyReporters,
  notifyStaffOfLimit,
  retractReporterNotifications
} from '@stoa/notifications'
import {
  hideTightened,
  invalidateFilters,
  invalidateTrustLists,
  judgeLinksAgain,
  showEased
} from '@stoa/safety'
import type { EventsOf, Reactions } from './reaction.ts'

const decisionOf = async (ctx: Context, actionId: number) =>
  (await describeActions(ctx, [actionId])).get(actionId)

const credit = each<'case.resolved' | 'case.reopened'>((ctx, { payload }) =>
  creditReporters(ctx, payload.caseId)
)

const notifyOfResolution = each<'case.resolved'>(async (ctx, event) => {
  const { caseId, actionId } = event.payload
  // If it runs late, the case may have been decided again or be open again.
  if ((await decisionsOn(ctx, caseId)).includes(actionId)) return
  const reporters = await reportersOf(ctx, caseId)
  await notifyReporters(ctx, event, await decisionOf(ctx, actionId), reporters)
})

const notifyOfAction = each<'moderation.acted'>(async (ctx, event) => {
  const { actionId } = event.payload
  const decision = await decisionOf(ctx, actionId)
  await notifyOfDecision(ctx, event, decision)
  if (decision?.action !== 'appeal_upheld') return
  const moderatorId = await overruledBy(ctx, actionId)
  if (moderatorId) await notifyOverruled(ctx, event, moderatorId)
})

const retract = each<'case.reopened'>(async (ctx, { payload: { caseId } }) =>
  retractReporterNotifications(ctx, await decisionsOn(ctx, caseId), await reportersOf(ctx, caseId))
)

const notifyOfUrgent = each<'moderation.urgent_case'>(async (ctx, event) => {
  const urgent = await urgentCaseOf(ctx, event.payload)
  if (urgent) await notifyOfUrgentCase(ctx, event, urgent)
})

const ofCase = { data: caseForReceivers, subjects: caseSubjects }

const ofDecision = { data: decidedCaseForReceivers, subjects: caseSubjects }

const queueUrl = ({ publicOrigin }: Ports) => `${publicOrigin}/moderation`

export const moderation: Reactions<EventsOf<'report' | 'case' | 'moderation' | 'appeal'>> = {
  'report.created': {
    // They lock threads and cases, which no batch should hold.
    jobs: {
      hide: (ctx, { payload }) => hideReported(ctx, payload),
      alert: (ctx, { payload }) => alertOfUrgent(ctx, payload)
    },
    stalePages: 'none'
  },
  'case.opened': { stalePages: 'none', webhooks: ofCase },
  'case.resolved': {
    effects: { credit, notify: notifyOfResolution },
    stalePages: 'lists',
    webhooks: ofDecision
  },
  'case.reopened': { effects: { credit, retract }, stalePages: 'lists', webhooks: ofCase },
  'moderation.acted': {
    effects: { notify: notifyOfAction },
    stalePages: 'all',
    // Suspensions among them: the suspended are not thanked.
    caches: invalidateHelpers
  },
  'moderation.urgent_case': {
    effects: { notify: notifyOfUrgent },
    stalePages: 'none',
    webhooks: ofCase
  },
  'moderation.hide_limit_reached': {
    effects: { notify: each(notifyStaffOfLimit) },
    stalePages: 'none',
    webhooks: {
      data: ({ ports }, { userId }) => Promise.resolve({ userId, url: queueUrl(ports) })
    }
  },
  'appeal.created': { stalePages: 'none' },
  'appeal.decided': { stalePages: 'all' }
}

export const safety: Reactions<EventsOf<'trust' | 'quarantine' | 'filters'>> = {
  'filters.changed': { stalePages: 'none', caches: invalidateFilters },
  'trust.proposed': { effects: { notify: each(notifyOfTrustProposal) }, stalePages: 'none' },
  'trust.changed': {
    jobs: { judge: judgeLinksAgain },
    stalePages: 'all',
    caches: invalidateTrustLists
  },
  'quarantine.eased': {
    jobs: { show: showEased },
    stalePages: 'none',
    caches: invalidateTrustLists
  },
  'quarantine.tightened': {
    jobs: { hide: (ctx, { payload }) => hideTightened(ctx, payload) },
    stalePages: 'none',
    caches: invalidateTrustLists
  }
}

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
