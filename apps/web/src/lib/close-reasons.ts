import { m } from '@stoa/messages'

/** Why a thread was closed, by reason. */
export const closeReasonWords = {
  solved: m.threads_close_reason_solved,
  duplicate: m.threads_close_reason_duplicate,
  outdated: m.threads_close_reason_outdated,
  off_topic: m.threads_close_reason_off_topic,
  heated: m.threads_close_reason_heated,
  other: m.threads_close_reason_other
}

export type CloseReason = keyof typeof closeReasonWords
