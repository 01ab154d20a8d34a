import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from './query.ts'
import { createMarker } from './snippet.ts'

const cut = (text: string, typed: string, around = 60) =>
  createMarker(parseQuery(typed)).passage(text, around)
const plain = (html: string) => html.replace(/<\/?mark>/g, '')

describe('a snippet', () => {
  test('highlights a Chinese word inside a sentence, in either script', () => {
    expect(cut('连接数据库超时', '數據庫')).toBe('连接<mark>数据库</mark>超时')
    expect(cut('連接數據庫逾時', '数据库')).toBe('連接<mark>數據庫</mark>逾時')
  })

  test('highlights whole words only, in any case', () => {
    expect(cut('The key, not the keyboard: KEY', 'key')).toBe(
      'The <mark>key</mark>, not the keyboard: <mark>KEY</mark>'
    )
  })

  test('highlights an id by its beginning, and a phrase across punctuation', () => {
    expect(cut('tx 8f3a2b99cc failed', '8f3a2b')).toBe('tx <mark>8f3a2b99cc</mark> failed')
    expect(cut('network-fee 充值', '"network fee 充值"')).toBe('<mark>network-fee 充值</mark>')
  })

  test('is cut between words on both sides of the match', () => {
    const text = `${'word '.repeat(40)}needle ${'after '.repeat(40)}`
    expect(cut(text, 'needle', 12)).toBe('…word word word <mark>needle</mark> after after…')
    const chinese = `${'我们昨天已经提交申请'.repeat(9)}数据库${'没有收到任何回复'.repeat(9)}`
    expect(cut(chinese, '数据库', 9)).toBe(
      '…我们昨天已经提交申请<mark>数据库</mark>没有收到任何回复…'
    )
  })

  test('escapes the text, and shows its beginning if nothing matches', () => {
    expect(cut('<b>"提现" & more</b>', '提现')).toBe(
      '&lt;b&gt;&quot;<mark>提现</mark>&quot; &amp; more&lt;/b&gt;'
    )
    expect(cut('one two three four', 'absent', 8)).toBe('one two three…')
  })

  test('has no table, unless only a row of it matches', () => {
    const text = 'Fees of a deposit:\nNetwork\tFee\t\nTRC20\t1 USDT\t\nAsk below.'
    expect(cut(text, 'deposit')).toBe('Fees of a <mark>deposit</mark>: Ask below.')
    expect(cut(text, 'trc20')).toBe('<mark>TRC20</mark> · 1 USDT')
    expect(cut(text, 'absent')).toBe('Fees of a deposit: Ask below.')
  })

  test('never contains markup of the text and has about the requested length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ maxLength: 5 }),
        (text, typed) => {
          const html = plain(cut(`<script>${text}`, typed))
          expect(html).not.toMatch(/[<>"']/)
          expect(html.replace(/&\w+;|&#39;/g, '.').length).toBeLessThan(60 * 2 + 5 + 2 + 130)
        }
      )
    )
  })
})
