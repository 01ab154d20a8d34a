import { m } from '@stoa/messages'

/** Why threads are closed: the list, each in the reader's words. */
export const closeReasonWords = {
  solved: m.threads_close_reason_solved,
  duplicate: m.threads_close_reason_duplicate,
  outdated: m.threads_close_reason_outdated,
  off_topic: m.threads_close_reason_off_topic,
  heated: m.threads_close_reason_heated,
  other: m.threads_close_reason_other
}

export type CloseReason = keyof typeof closeReasonWords
