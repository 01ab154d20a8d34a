import type { Topic } from './desk-topics.ts'

/** All ticket topics, for pages that name or offer them. */
export async function topicsOf({ api }: Pick<App.Locals, 'api'>): Promise<Topic[]> {
  const { items } = await api.tickets.topics({})
  return items.map(({ key, name, language, offered }) => ({ key, name, language, offered }))
}
