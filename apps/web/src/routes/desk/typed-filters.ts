import { locales } from '@stoa/messages'
import type { Topic } from '#lib/tickets/topics.ts'
import { priorities } from '#lib/tickets/words.ts'
import { tagOf, type queueFilterOf } from './queue-filter.ts'

type Filter = ReturnType<typeof queueFilterOf>

// topic:api, priority:high, topic:"Deposits and withdrawals", as in the search of threads.
const part = /(?<!\S)(?<name>[a-z]+)[:：](?:["“「](?<phrase>[^"”」]*)["”」]|(?<word>\S+))/giu

/**
 * Moves filters typed in the query (`topic:`, `language:`, `priority:`, `tag:`) into the filter; unknown
 * ones stay in the query.
 */
export function withTypedFilters(filter: Filter, topics: readonly Topic[]): Filter {
  const typed: Partial<Filter> = {}
  const words = filter.q?.replace(part, (whole: string, ...rest: unknown[]) => {
    const { name = '', phrase, word } = rest.at(-1) as Record<string, string | undefined>
    const read = readers.get(name.toLowerCase())?.(phrase ?? word ?? '', topics)
    if (read) Object.assign(typed, read)
    return read ? '' : whole
  })
  const q = words?.replace(/\s+/g, ' ').trim()
  return { ...filter, ...typed, q: q || undefined }
}

type Read = (value: string, topics: readonly Topic[]) => Partial<Filter> | undefined

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

const readTopic: Read = (value, topics) => {
  const found = topics.find(({ key, name }) => same(key, value) || same(name, value))
  return found && { topic: found.key }
}

const readLanguage: Read = (value) => {
  const language = locales.find((one) => same(one, value))
  return language && { language }
}

const readPriority: Read = (value) => {
  const priority = priorities.find((one) => same(one, value))
  return priority && { priority }
}

const readTag: Read = (value) => {
  const tag = tagOf(value)
  return tag ? { tag } : undefined
}

// A Map, as an object has a `constructor`, for which people search, too.
const readers = new Map([
  ['topic', readTopic],
  ['language', readLanguage],
  ['priority', readPriority],
  ['tag', readTag]
])
