import { locales } from '@stoa/messages'
import type { Address } from '#lib/address.ts'
import { priorities } from '#lib/tickets/words.ts'

export const views = [
  'unassigned',
  'mine',
  'overdue',
  'waiting',
  'snoozed',
  'follow_up',
  'all',
  'ended'
] as const

export const sorts = ['due', 'age', 'answer', 'priority'] as const

/** Filter of the desk from the address; invalid values are ignored. */
export function queueFilterOf({ searchParams }: Address) {
  const one = <T extends string>(name: string, of: readonly T[]) =>
    of.find((value) => value === searchParams.get(name))
  return {
    view: one('view', views) ?? 'unassigned',
    topic: /^[a-z][a-z0-9_]{1,29}$/.exec(searchParams.get('topic') ?? '')?.[0],
    language: one('language', locales),
    priority: one('priority', priorities),
    tag: tagOf(searchParams.get('tag')),
    sort: one('sort', sorts) ?? 'due',
    q: searchParams.get('q')?.trim().slice(0, 200) || undefined,
    cursor: searchParams.get('cursor') ?? undefined
  }
}

/** Undefined for what no tag is. */
export const tagOf = (typed: string | null): string | undefined =>
  /^[\p{L}\p{N}][\p{L}\p{N}._+-]{0,29}$/u.exec(typed?.trim() ?? '')?.[0].toLowerCase()

export { actionAt as actionOf } from '#lib/address.ts'
