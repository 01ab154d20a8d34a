import type { Context } from '@stoa/core'

declare module '@stoa/core' {
  interface Ports {
    /** True if the support desk has an active agent with this number. */
    isDeskAgent(ctx: Context, number: number): Promise<boolean>
  }
  interface Events {
    'report.created': { reportId: number; caseId: number }
    'case.resolved': { caseId: number; actionId: number }
    /** The decision was undone. */
    'case.reopened': { caseId: number }
    /** `threadId` is missing if the act concerns a user, not content. */
    'moderation.acted': { actionId: number; threadId?: number }
    'appeal.created': { appealId: number }
    'appeal.decided': { appealId: number }
    /** The official list or the block list changed. */
    'trust.changed': Record<string, never>
    /** A host was marked harmless, or a spammer's links were released. */
    'quarantine.eased': Record<string, never>
    /** A host is not marked harmless any more. */
    'quarantine.tightened': { host: string }
    /**
     * An admin proposed a change of the official list; it takes effect when a second admin confirms
     * it or after a day.
     */
    'trust.proposed': Record<string, never>
    /** Filters were added, switched or removed. */
    'filters.changed': Record<string, never>
    'volunteer.applied': { applicationId: number }
    'volunteer.answered': { applicationId: number }
    /** A volunteer proposed a change to a thread that only staff may make. */
    'volunteer.proposed': { threadId: number }
    /** Notifies the moderators on call. */
    'moderation.urgent_case': { caseId: number }
    'moderation.hide_limit_reached': { userId: number }
  }
}

export {}
