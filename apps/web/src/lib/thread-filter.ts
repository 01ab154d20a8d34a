import { m } from '@stoa/messages'
import { withParameters, type Address } from './address.ts'

const sorts = ['latest', 'newest', 'votes'] as const
const kinds = ['question', 'discussion'] as const
const flags = ['true', 'false'] as const
export type Sort = (typeof sorts)[number]

/** Filter of a list of threads from the address; invalid values are ignored. */
export function threadFilterOf({ searchParams }: Address) {
  const field = new URLSearchParams(searchParams.toString())
    .getAll('field')
    .filter((value) => /^\d{1,15}:.{1,80}$/u.test(value))
  const one = <T extends string>(name: string, of: readonly T[]) =>
    of.find((value) => value === searchParams.get(name))
  return {
    sort: one('sort', sorts) ?? 'latest',
    kind: one('kind', kinds),
    solved: one('solved', flags),
    official: one('official', flags),
    unanswered: one('unanswered', flags),
    language: one('language', ['all']),
    following: one('following', ['true']),
    field: field.length > 0 ? field.slice(0, 4) : undefined,
    cursor: searchParams.get('cursor') ?? undefined
  }
}

type Narrowing = { words: () => string; parameters: Record<string, string> }

/** What the menu of a list offers, each by the parameters of its address. */
const narrowings: Narrowing[] = [
  { words: m.web_filter_unanswered, parameters: { unanswered: 'true' } },
  { words: m.web_search_unsolved, parameters: { kind: 'question', solved: 'false' } },
  { words: m.web_state_solved, parameters: { kind: 'question', solved: 'true' } },
  { words: m.web_state_official, parameters: { official: 'true' } }
]

/** The choices of the menu: which are on, and the address at which each is the other way. */
export function filterChoices(address: Address) {
  const isOn = ({ parameters }: Narrowing) =>
    Object.entries(parameters).every(([name, value]) => address.searchParams.get(name) === value)
  return narrowings.map((narrowing) => {
    const on = isOn(narrowing)
    const changes = on ? noneOf(Object.keys(narrowing.parameters)) : narrowing.parameters
    return { words: narrowing.words(), on, href: withParameters(address, changes) }
  })
}

const noneOf = (names: string[]) => Object.fromEntries(names.map((name) => [name, null]))

const names = ['field', ...narrowings.flatMap(({ parameters }) => Object.keys(parameters))]

/** Whether the address leaves out threads by the menu or by answers to the category's form. */
export const isNarrowed = ({ searchParams }: Address): boolean =>
  names.some((name) => searchParams.get(name) !== null)

/** The list without any of these choices. */
export const unfiltered = (address: Address): string => withParameters(address, noneOf(names))
