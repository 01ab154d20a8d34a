import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery, type Term } from './query.ts'
import { toTsquery } from './tsquery.ts'

const texts = (terms: Term[]) => terms.map(({ text }) => text)
const terms = (typed: string) => parseQuery(typed).all.map(texts)

describe('a search query', () => {
  test('consists of words that must all occur', () => {
    expect(terms('提现 失败')).toEqual([['提现'], ['失败']])
  })

  test('may contain phrases in any quotes', () => {
    expect(terms('"network fee" “到账时间” 「提現」')).toEqual([
      ['network fee'],
      ['到账时间'],
      ['提現']
    ])
    expect(terms('"never closed')).toEqual([['never closed']])
  })

  test('may exclude words; inner hyphens and those before options stay', () => {
    const typed = 'e-mail --help -spam -"buy now"'
    expect(terms(typed)).toEqual([['e-mail'], ['--help']])
    expect(texts(parseQuery(typed).none)).toEqual(['spam', 'buy now'])
  })

  test('may contain alternatives', () => {
    expect(terms('充值 OR 提现 OR deposit 失败')).toEqual([['充值', '提现', 'deposit'], ['失败']])
    expect(terms('OR x')).toEqual([['OR'], ['x']])
  })

  test('may contain every filter', () => {
    const typed =
      'category:wallet author:@小明 tag:"two words" kind:question solved:yes official:no ' +
      'language:zh-cn before:2026-02-01 after:2025-01-01 in:title'
    expect(parseQuery(typed)).toEqual({
      all: [],
      none: [],
      filters: {
        category: 'wallet',
        author: '小明',
        tag: 'two words',
        kind: 'question',
        solved: true,
        official: false,
        language: 'zh-CN',
        before: '2026-02-01',
        after: '2025-01-01',
        in: 'title'
      }
    })
  })

  test('is read as words if a filter is invalid', () => {
    const typed = 'kind:poem before:2026-13-40 https://stoa.test'
    expect(terms(typed)).toEqual([['kind:poem'], ['before:2026-13-40'], ['https://stoa.test']])
    expect(parseQuery(typed).filters).toEqual({})
  })

  test('may be any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const quoted = toTsquery(parseQuery(typed)).replace(/'[^'\\]+'/g, 'x')
        expect(quoted).toMatch(/^[x()&|!<>:*A\d ]*$/)
      })
    )
  })

  test('of signs only is empty', () => {
    const query = parseQuery('!!! "" - ()')
    expect([query.all, toTsquery(query)]).toEqual([[], ''])
  })
})
