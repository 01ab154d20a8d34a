/** What was answered to "Did this help?"; `step` is filled in once the reason was sent. */
export type FeedbackForm = {
  values: { helped: string; reason: string; words: string; step: string }
  problem?: { message: string; errors: Record<string, string> }
}
