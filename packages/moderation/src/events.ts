import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface Ports {
    /** Whether somebody speaks for the support desk under this number now. */
    isDeskAgent(ctx: Context, number: number): Promise<boolean>
  }
  interface Events {
    'report.created': { reportId: number; caseId: number }
    'case.resolved': { caseId: number; actionId: number }
    /** What decided it was undone. */
    'case.reopened': { caseId: number }
    /** `threadId` is absent where a user, not content, was acted on. */
    'moderation.acted': { actionId: number; threadId?: number }
    'appeal.created': { appealId: number }
    'appeal.decided': { appealId: number }
    /** What is official or blocked is not what it was. */
    'trust.changed': Record<string, never>
    /** A host is harmless now, or a spammer's links are held no more. */
    'quarantine.eased': Record<string, never>
    /** A host is harmless no more. */
    'quarantine.tightened': { host: string }
    /** One admin wants a change of it, which holds by a second or after a day. */
    'trust.proposed': Record<string, never>
    /** Other words and patterns are looked for. */
    'filters.changed': Record<string, never>
    'volunteer.applied': { applicationId: number }
    'volunteer.answered': { applicationId: number }
    /** What only staff may change about a thread. */
    'volunteer.proposed': { threadId: number }
    /** Those on call are woken for it. */
    'moderation.urgent_case': { caseId: number }
    'moderation.hide_limit_reached': { userId: number }
  }
}

export {}
