import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRemovalTest, paragraphsOf, removalTest, withoutParagraphs } from './passages.ts'

const letters = fc.stringMatching(/^[a-z]{3,9}$/)
const sentence = fc.array(letters, { minLength: 8, maxLength: 20 }).map((words) => words.join(' '))
const marker = '*removed*'

const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

const sharesRun = (text: string, other: string) => {
  const [one, two] = [bare(text), bare(other)]
  for (let at = 0; at + 20 <= one.length; at += 1)
    if (two.includes(one.slice(at, at + 20))) return true
  return false
}

test('no paragraph that is left shares a run with the source', () => {
  fc.assert(
    fc.property(sentence, fc.array(sentence), fc.nat(40), (source, others, at) => {
      const cut = source.slice(at % 20, (at % 20) + 40).toUpperCase()
      const article = [...others, `Before, **${cut}**, and after.`].join('\n\n')
      const { text } = withoutParagraphs(article, marker, removalTest({ source }))
      for (const paragraph of paragraphsOf(text)) expect(sharesRun(paragraph, source)).toBe(false)
      const again = withoutParagraphs(text, marker, removalTest({ source }))
      expect(again.text).toBe(text)
    })
  )
})

test('what shares nothing with the source stays as it was', () => {
  fc.assert(
    fc.property(sentence, fc.array(sentence), (source, others) => {
      const kept = others.filter(
        (one) => !sharesRun(one, source) && !bare(source).includes(bare(one))
      )
      const article = kept.join('\n\n')
      const removed = withoutParagraphs(article, marker, removalTest({ source }))
      expect(removed.text).toBe(article)
    })
  )
})

test('splitting a text into paragraphs and joining them changes nothing', () => {
  const lines = fc.constantFrom('a', '', '```', '~~~', '::: details T', ':::', '> q', '- x', '   ')
  fc.assert(
    fc.property(fc.array(lines), (given) => {
      const text = given.join('\n')
      expect(withoutParagraphs(text, marker, () => false).text).toBe(text)
    })
  )
})

test.each([
  ['Call 138-0013-8000 at night.', true],
  ['Call 138 0013 8001 at night.', false],
  ['提币要等多久？一般十分钟。', false]
])('a number in %s counts however it is written', (paragraph, expected) => {
  const test = removalTest({ source: 'Phone 13800138000', secret: '13800138000' })
  expect(test(paragraph)).toBe(expected)
})

test('eight Chinese characters in a row are enough', () => {
  const test = removalTest({ source: '我在星期二早上提了一笔币，一直没有到账。' })
  expect(test('有人说：早上提了一笔币，一直在等。')).toBe(true)
  expect(test('提币一直没有到账时，请看网络状态。')).toBe(false)
})

test('a short secret goes only from paragraphs of its source', () => {
  const test = removalTest({ source: 'My account is called Wei and it was closed.', secret: 'Wei' })
  expect(test('My account is called Wei, and was closed.')).toBe(true)
  expect(test('Wei is a common name.')).toBe(false)
})

test.each([
  ['李伟说提币要等十分钟。', true],
  ['李先生说提币要等十分钟。', false]
])('a name of two Chinese characters goes from %s', (paragraph, expected) => {
  const test = removalTest({ source: '我是李伟，我的账号被关了。', secret: '李伟' })
  expect(test(paragraph)).toBe(expected)
})

test('a hundred long versions of an article are tested within a second', () => {
  const words = (seed: number) =>
    Array.from({ length: 900 }, (_, at) => ((seed * 7919 + at * 104_729) % 999_983).toString(36))
  const source = words(-1).join(' ')
  const paragraphs = Array.from({ length: 10 }, (_, at) => words(at).join(' ')).join('\n\n')
  const began = performance.now()
  const isRemoved = anyRemovalTest([{ source }, { source: `${source} again`, secret: 'again' }])
  for (let version = 0; version < 100; version += 1)
    withoutParagraphs(`${paragraphs}\n\nVersion ${version}.`, marker, isRemoved)
  expect(performance.now() - began).toBeLessThan(1000)
})
