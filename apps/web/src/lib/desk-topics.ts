import { m } from '@stoa/messages'

/** What tickets are about, each in the reader's words. */
export const deskTopicWords = {
  account_access: m.web_desk_topic_account_access,
  verification: m.web_desk_topic_verification,
  deposit_withdrawal: m.web_desk_topic_deposit_withdrawal,
  trading: m.web_desk_topic_trading,
  api: m.web_desk_topic_api,
  security: m.web_desk_topic_security,
  other: m.web_desk_topic_other
}

export type DeskTopic = keyof typeof deskTopicWords
export const deskTopics = Object.keys(deskTopicWords) as DeskTopic[]
