/** What tickets can be about, named in the reader's language. */
export type Topic = { key: string; name: string; offered: boolean }

/** Those to choose from: what is offered, and what was chosen before although it is not any more. */
export const choosable = (topics: readonly Topic[], chosen: readonly string[] = []): Topic[] =>
  topics.filter(({ key, offered }) => offered || chosen.includes(key))

/** How a topic is called; one that is gone goes by its key. */
export const topicName = (topics: readonly Topic[], key: string): string =>
  topics.find((topic) => topic.key === key)?.name ?? key
