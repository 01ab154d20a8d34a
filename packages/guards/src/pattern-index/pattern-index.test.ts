import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alternativesOf, beginningsOf } from './beginnings.ts'
import { endOf, PatternIndex } from './pattern-index.ts'

test.each([
  ['abc', ['ab']],
  ['a', ['a']],
  ['[ab]?c', ['ac', 'bc', 'c']],
  [
    '(?<!x)(?:de|f)(?=g)\\d{1,2}',
    ['de', 'f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9']
  ],
  ['[a-c]x|\\(?y{2,}', ['ax', 'bx', 'cx', '(y', 'yy']],
  ['a[^b]', ['a\0']],
  ['\\w', ['\0']]
])('%s begins with %j', (pattern, beginnings) => {
  expect([...beginningsOf(pattern)].sort()).toEqual(beginnings.toSorted())
})

test('alternatives are separated, also within one group', () => {
  expect(alternativesOf('a(?:b|c)|[|]|(?:d|e)f')).toEqual(['a(?:b|c)', '[|]', '(?:d|e)f'])
  expect(alternativesOf('(?:a|(?:b|c))')).toEqual(['a', 'b', 'c'])
})

test('a pattern that begins with any character is refused', () => {
  expect(() => new PatternIndex([[0, '\\w+!']], 'u')).toThrow('no beginning')
})

const patterns = ['ab?', 'b(?=c)', '[bc]{2}a', '(?<!a)c[^a]', 'a{0,2}C', '\\u0062\\s?c']

test.each(['i', 'u'])('each pattern is found where it would be found alone (%s)', (flags) => {
  const index = new PatternIndex(
    patterns.map((pattern) => [pattern, pattern] as const),
    flags
  )
  const letters = fc.string({ unit: fc.constantFrom(...'aAbBcC '), maxLength: 12 })
  fc.assert(
    fc.property(letters, (text) => {
      for (let place = 0; place < text.length; place += 1) {
        const tried = index.at(text, place)
        const found = tried.filter(({ pattern }) => endOf(pattern, text, place) !== undefined)
        const alone = patterns.filter(
          (one) => endOf(new RegExp(one, `${flags}y`), text, place) !== undefined
        )
        expect(found.map(({ is }) => is)).toEqual(alone)
      }
    })
  )
})
