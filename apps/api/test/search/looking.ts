import type { Client } from '../forum.ts'

export type Hit = {
  kind: string
  url: string
  title: string
  titleHtml: string
  snippet: string
  threadId: number
  postId: number
  postNumber: number
  otherMatches: number
}

export type SearchAnswer = {
  items: Hit[]
  next: string | null
  total: number
  totalIsExact: boolean
  categories: { slug: string; count: number }[]
  meant: string | null
  onlySome: boolean
  announcements: { title: string }[]
  users: { username: string }[]
  engine: string
}

/** Searches as the client, with words and parameters. */
export async function look(client: Client, q: string, parameters = {}): Promise<SearchAnswer> {
  const query = new URLSearchParams({ q, ...parameters })
  const { status, body, text } = await client.get(`/search?${query}`)
  if (status !== 200) throw new Error(text)
  return body as SearchAnswer
}

/** Titles of the threads found, best first. */
export const titles = async (client: Client, q: string, parameters = {}): Promise<string[]> =>
  (await look(client, q, parameters)).items.map(({ title }) => title)
