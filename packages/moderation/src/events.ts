declare module '@stoa/core' {
  interface Events {
    'report.created': { reportId: number; caseId: number }
    'case.opened': { caseId: number }
    'case.resolved': { caseId: number; actionId: number }
    /** The decision was undone. */
    'case.reopened': { caseId: number }
    /** `threadId` is missing if the act concerns a user, not content. */
    'moderation.acted': { actionId: number; threadId?: number }
    'appeal.created': { appealId: number }
    'appeal.decided': { appealId: number }
    /** Notifies the moderators on call. */
    'moderation.urgent_case': { caseId: number }
    'moderation.hide_limit_reached': { userId: number }
  }
}

export {}
