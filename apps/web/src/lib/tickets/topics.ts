import type { Locale } from '@stoa/messages'

/** A ticket topic, named in the reader's language or in the one that it falls back to. */
export type Topic = { key: string; name: string; language: Locale; offered: boolean }

/** Topics to choose from: those offered, and chosen ones that are not offered any more. */
export const choosable = (topics: readonly Topic[], chosen: readonly string[] = []): Topic[] =>
  topics.filter(({ key, offered }) => offered || chosen.includes(key))

/** Name of a topic; a deleted one is shown by its key. */
export const topicName = (topics: readonly Topic[], key: string): string =>
  topics.find((topic) => topic.key === key)?.name ?? key

/** All ticket topics, for pages that name or offer them. */
export async function topicsOf({ api }: Pick<App.Locals, 'api'>): Promise<Topic[]> {
  const { items } = await api.tickets.topics({})
  return items.map(({ key, name, language, offered }) => ({ key, name, language, offered }))
}
