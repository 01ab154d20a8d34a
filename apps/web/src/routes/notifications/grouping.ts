import type { Notification } from '#lib/shapes.ts'

type Item = Pick<Notification, 'id' | 'kind' | 'url' | 'read'>

const grouped = new Set<Item['kind']>(['answer', 'reply'])

/** Thread of an address; undefined for other pages. */
const threadOf = (url: string) => /^\/t\/(\d+)/.exec(url)?.[1]

/**
 * Answers in one thread as one row, at the place of the newest. Those that were read are apart.
 * @param items the newest first
 */
export function grouping<T extends Item>(items: readonly T[]): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const thread = grouped.has(item.kind) ? threadOf(item.url) : undefined
    const key = thread ? `${thread} ${item.kind} ${item.read}` : String(item.id)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}
