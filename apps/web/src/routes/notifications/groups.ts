import type { Notification } from '#lib/shapes.ts'

type Item = Pick<Notification, 'id' | 'kind' | 'url' | 'read'>

const grouped = new Set<Item['kind']>(['answer', 'reply'])

/** What is one row: answers in a thread, all tickets for the desk; undefined for other kinds. */
function subjectOf({ kind, url }: Item): string | undefined {
  if (kind === 'desk') return 'tickets'
  return grouped.has(kind) ? /^\/t\/(\d+)/.exec(url)?.[1] : undefined
}

/**
 * Answers in one thread, and tickets for the desk, as one row at the place of the newest. Those that
 * were read are apart.
 * @param items the newest first
 */
export function grouping<T extends Item>(items: readonly T[]): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const subject = subjectOf(item)
    const key = subject ? `${subject} ${item.kind} ${item.read}` : String(item.id)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}
