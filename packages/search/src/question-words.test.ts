import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from './query.ts'
import { withoutQuestionWords } from './question-words.ts'

const left = (typed: string) =>
  withoutQuestionWords(parseQuery(typed)).all.map((terms) =>
    terms.map(({ text }) => text).join('|')
  )

test('question words are left out, in Chinese also within a sentence', () => {
  expect(left('how do I withdraw to my bank')).toEqual(['withdraw', 'bank'])
  expect(left('请问充值没到账怎么办')).toEqual(['充值没到账'])
  expect(left('买的币为什么不能马上提')).toEqual(['买的币', '不能马上提'])
})

test('what changes the meaning stays: not, can’t, sign in', () => {
  expect(left("why can't I sign in")).toEqual(["can't", 'sign', 'in'])
  expect(left('is it not credited')).toEqual(['not', 'credited'])
})

test('quoted text, alternatives and queries of question words alone stay whole', () => {
  expect(left('"how to" OR why')).toEqual(['how to|why'])
  expect(left('what is it')).toEqual(['what', 'is', 'it'])
  expect(left('为什么')).toEqual(['为什么'])
})

test('no query becomes empty, and none gets a word that was not typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const query = parseQuery(typed)
      expect(withoutQuestionWords(query).all.length > 0).toBe(query.all.length > 0)
    })
  )
})
