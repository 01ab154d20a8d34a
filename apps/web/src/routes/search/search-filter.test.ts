import { describe, expect, it } from 'vitest'
import { searchFilterOf, wordsOf } from './search-filter.ts'

const filterOf = (query: string) =>
  searchFilterOf({ pathname: '/search', searchParams: new URLSearchParams(query) })

describe('search filters in the address', () => {
  it('reads what the form sends', () => {
    const filter = filterOf(
      'q=充值&category=dep&solved=false&after=2026-01-31&in=title&sort=newest'
    )
    expect(filter).toMatchObject({ q: '充值', category: 'dep', solved: 'false' })
    expect(filter).toMatchObject({ after: '2026-01-31', in: 'title', sort: 'newest' })
  })

  it('ignores empty fields', () => {
    const filter = filterOf('q=x&category=&author=+&solved=&after=&language=')
    const { q: _, sort: __, ...rest } = filter
    expect(Object.values(rest).every((value) => value === undefined)).toBe(true)
  })

  it('ignores invalid values', () => {
    const filter = filterOf('solved=maybe&official=false&after=2026-13-45&before=soon&sort=best')
    expect(filter).toMatchObject({ solved: undefined, official: undefined, sort: 'relevance' })
    expect(filter).toMatchObject({ after: undefined, before: undefined })
  })

  it('reads the first 200 characters of a query, however long it is', () => {
    expect(filterOf(`q=${'network+'.repeat(1000)}`).q).toHaveLength(200)
  })

  it('removes filters typed in the box from the title of a question', () => {
    expect(wordsOf('找回 in:title category:api')).toBe('找回')
    expect(wordsOf('author:anna memo tag：XRP lost')).toBe('memo lost')
    expect(wordsOf('see plugin:title')).toBe('see plugin:title')
  })
})
