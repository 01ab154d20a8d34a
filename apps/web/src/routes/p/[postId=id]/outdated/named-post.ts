type Named = { kind: 'post'; id: number } | { kind: 'number'; threadId?: number; number: number }

/** Parses a reference to a post: its number, its link, or the address of its place in a thread. */
export function namedPost(text: string): Named | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  const link = /\/p\/(\d{1,15})(?:\D|$)/.exec(typed)
  if (link) return { kind: 'post', id: Number(link[1]) }
  const place = /\/t\/(\d{1,15})(?:\D.*)?#p(\d{1,9})$/.exec(typed)
  if (place) return { kind: 'number', threadId: Number(place[1]), number: Number(place[2]) }
  return { kind: 'number', number: Number(/\d{1,9}/.exec(typed)?.[0] ?? 0) }
}
