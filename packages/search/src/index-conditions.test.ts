import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginningConditions, conditionsOf } from './index-conditions.ts'
import { parseQuery } from './query.ts'
import { toVector } from './tokens.ts'
import { pairMark } from './word-pairs.ts'

const rarity = (lexeme: string) => (lexeme === 'usdt' ? 2 : 10)
const conditions = (typed: string) => conditionsOf(parseQuery(typed), 'all', rarity)
const begun = (typed: string) => beginningConditions(typed, rarity).all

describe('the conditions for the index', () => {
  test('are single words, rarest first, which suffice', () => {
    expect(conditions('usdt 提现')).toEqual({ all: ["'提现'", "'usdt'"], bits: 11 })
    expect(conditions('提现 OR 充值')).toEqual({ all: ["('提现') | ('充值')"], bits: 10 })
  })

  test('are the pairs of a phrase, which is checked afterwards', () => {
    expect(conditions('"network fee"')).toEqual({
      all: [`'${pairMark('network', 'fee')}'`],
      bits: 10,
      exactly: "(('network' <1> 'fee'))"
    })
    expect(conditions('提现失败')).toMatchObject({ all: ["'提现'", "'现失'", "'失败'"] })
    expect(conditions('usdt -scam')).toEqual({
      all: ["'usdt'"],
      bits: 2,
      exactly: "(('usdt')) & !('scam')"
    })
  })

  test('are the five rarest words of a long query; the others are checked afterwards', () => {
    const { all, exactly } = conditions('why has my usdt withdrawal not arrived')
    expect(all).toHaveLength(5)
    expect(all).not.toContain("'usdt'")
    expect(exactly).toContain("'usdt'")
  })

  test('are two words, or one more distinctive than all others, if most are required', () => {
    const most = (typed: string) => conditionsOf(parseQuery(typed), 'most', rarity).all
    expect(most('usdt fee gone')).toEqual([
      "((('fee')) & ((('gone')) | (('usdt')))) | ((('gone')) & ((('usdt'))))"
    ])
    expect(most('usdt fee')).toEqual(["(('fee')) | ((('fee')) & ((('usdt'))))"])
  })

  test('are the rarest words of each alternative, which are checked afterwards', () => {
    const { all, exactly } = conditions('usdt OR 提现失败 OR "send usdt"')
    expect(all).toEqual([`('usdt') | ('提现') | ('${pairMark('send', 'usdt')}')`])
    expect(exactly).toBe("(('usdt') | ('提现' <1> '现失' <1> '失败') | ('send' <1> 'usdt'))")
  })

  test('are one lexeme for a single character or the beginning of an id', () => {
    expect(conditions('钥')).toMatchObject({ all: ["'^钥'"] })
    expect(conditions('0x8f3a2b')).toMatchObject({ all: ["'0x8f3a2b':*"] })
  })

  test('are the beginning of the last word while somebody types', () => {
    expect(begun('my depo')).toEqual(["'my'", "'^depo'"])
    expect(begun('my deposit')).toEqual(["'my'", "'deposit':*"])
    expect(begun('充')).toEqual(["'^充'"])
    expect(begun('充值')).toEqual(["'充值'"])
  })

  test('are met by every text that contains the term', () => {
    const words = fc.constantFrom('提', '现', '失败', 'USDT ', 'fee ', 'é,', '0x8f3a2b ', ' ', '，')
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), fc.nat(11), (parts, from) => {
        const term = parts.slice(from).join('')
        const query = { all: [[{ text: term, isQuoted: true }]], none: [] }
        const vector = toVector({ title: null, body: parts.join('') })
        for (const operand of conditionsOf(query, 'all', rarity).all)
          expect(vector).toContain(operand.replace(/'(:\*)?$/, ''))
      })
    )
  })
})
