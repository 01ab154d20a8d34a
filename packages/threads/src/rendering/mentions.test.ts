import fc from 'fast-check'
import { usernameKey } from '@stoa/core/text'
import { describe, expect, test } from 'vitest'
import { findMentions, splitMentions } from './mentions.ts'

const known = new Map(
  ['小明', '小明明', 'Anna_Lee', '王Li'].map((name) => [usernameKey(name), name])
)
const mentioned = (text: string) =>
  splitMentions(text, known).flatMap((passage) => passage.name ?? [])

describe('a mention', () => {
  test('needs no spaces around it in Chinese', () => {
    expect(mentioned('谢谢@小明你好')).toEqual(['小明'])
  })

  test('uses the longest existing name', () => {
    expect(mentioned('@小明明天来')).toEqual(['小明明'])
    expect(mentioned('@王Li你好')).toEqual(['王Li'])
  })

  test('finds a Latin name in any case, and only whole', () => {
    expect(mentioned('Hi @anna_lee, @Anna_Lee!')).toEqual(['Anna_Lee', 'Anna_Lee'])
    expect(mentioned('@anna_leen @anna_lee-')).toEqual(['Anna_Lee'])
  })

  test('is not found inside an address', () => {
    expect(mentioned('mail@小明.example x@anna_lee https://x.test/@anna_lee')).toEqual([])
  })

  test('of an unknown user stays text', () => {
    expect(splitMentions('@nobody', known)).toEqual([{ text: '@nobody' }])
  })
})

test('candidates contain every prefix that may be a name', () => {
  expect(findMentions('@小明你好 @anna_lee')).toEqual(['小明你好', '小明你', '小明', 'anna_lee'])
})

test('no text has more candidates than one lookup allows', () => {
  expect(findMentions('@一二三四五六七八九十 '.repeat(2000)).length).toBeLessThanOrEqual(50 * 29)
})

test('splitting keeps the whole text and finds only candidates', () => {
  const parts = fc.constantFrom('@', '小', '明', '明', 'Anna_Lee', 'x', ' ', '_', '，')
  fc.assert(
    fc.property(fc.array(parts), (list) => {
      const text = list.join('')
      const passages = splitMentions(text, known)
      expect(passages.map((passage) => passage.text).join('')).toBe(text)
      const keys = new Set(findMentions(text).map(usernameKey))
      for (const name of mentioned(text)) expect(keys).toContain(usernameKey(name))
    })
  )
})
