import type { Address } from '#lib/address.ts'
import { queueFilterOf } from './queue-filter.ts'

const names = ['view', 'topic', 'language', 'priority', 'tag', 'sort', 'at'] as const

type Filter = Omit<ReturnType<typeof queueFilterOf>, 'q' | 'cursor'>

/** The list that an agent works through, from a ticket's URL; undefined without one. */
export function workListOf(address: Address): (Filter & { at?: string }) | undefined {
  if (!address.searchParams.get('view')) return undefined
  const { q: _, cursor: __, ...filter } = queueFilterOf(address)
  return { ...filter, at: address.searchParams.get('at') ?? undefined }
}

/** Parameters that keep the list in the URL of a ticket; without `at`, it starts at that ticket. */
export function listParameters(list: ReturnType<typeof workListOf>, at?: string): URLSearchParams {
  const kept = new URLSearchParams()
  for (const name of names) {
    const value = name === 'at' ? at : list?.[name]
    if (value) kept.set(name, value)
  }
  return kept
}

/** A path with parameters, which may be none. */
export const withSearch = (path: string, search: URLSearchParams): string =>
  search.size > 0 ? `${path}?${search}` : path

const endings = ['sent', 'noted', 'resolved'] as const
export type Ending = (typeof endings)[number]

/** The ticket from which the agent went on to this page, and what became of it. */
export function goneOn({ searchParams }: Address) {
  const what = endings.find((ending) => searchParams.get(ending))
  return what && { what, number: searchParams.get(what) ?? '' }
}
