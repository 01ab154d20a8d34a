import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoted } from '../../lib/text.ts'
import { format, insertBlock, mentionAt, type Text, type Tool } from './edit.ts'

const at = (marked: string): Text => {
  const start = marked.indexOf('‹')
  const end = marked.indexOf('›') - 1
  return { value: marked.replace(/[‹›]/g, ''), start, end }
}

test('bold surrounds the selection, and is removed the second time', () => {
  const bold = format(at('一个‹重点›词'), 'bold')
  expect(bold).toEqual(at('一个**‹重点›**词'))
  expect(format(bold, 'bold')).toEqual(at('一个‹重点›词'))
})

test('code over several lines becomes a block', () => {
  expect(format(at('‹a\nb›'), 'code').value).toBe('```\na\nb\n```')
})

test('a quote covers whole lines, and is removed the second time', () => {
  const once = format(at('one\ntw‹o\nthree›'), 'quote')
  expect(once.value).toBe('one\n> two\n> three')
  expect(format(once, 'quote').value).toBe('one\ntwo\nthree')
})

test('a link around an address puts the cursor where its text goes', () => {
  expect(format(at('‹https://a.example›'), 'link')).toEqual(at('[‹›](https://a.example)'))
})

test('a link around words selects the address to be typed', () => {
  expect(format(at('see ‹this›'), 'link')).toEqual(at('see [this](‹https://›)'))
})

test('a block is separated from the text before it', () => {
  expect(insertBlock(at('text‹›'), '![](x)').value).toBe('text\n\n![](x)\n\n')
  expect(insertBlock(at('‹›'), '![](x)').value).toBe('![](x)\n\n')
})

test('between paragraphs, one empty line is before a block and one after it', () => {
  const apart = at('one\n\n![](x)\n\n‹›two')
  expect(insertBlock(at('one‹›\n\ntwo'), '![](x)')).toEqual(apart)
  expect(insertBlock(at('one\n\n‹›two'), '![](x)')).toEqual(apart)
  expect(insertBlock(at('one\n‹›\ntwo'), '![](x)')).toEqual(apart)
})

test('every line of a quote is marked', () => {
  expect(quoted('a\nb\n')).toBe('> a\n> b')
})

test.each([
  ['@min', 'min'],
  ['请问@林小', '林小'],
  ['see @a', 'a'],
  ['mail@example', undefined],
  ['@', ''],
  ['谢谢@', ''],
  ['mail@', undefined],
  ['@a b', undefined]
])('%j mentions %j', (value, name) => {
  expect(mentionAt({ value, start: value.length, end: value.length })).toBe(name)
})

test('no tool loses a character of the text', () => {
  const tools: Tool[] = ['bold', 'italic', 'code', 'quote', 'list', 'link']
  const letters = (value: string) => value.replace(/[^\p{L}]/gu, '')
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), fc.constantFrom(...tools), (value, a, b, tool) => {
      const [start = 0, end = 0] = [a % (value.length + 1), b % (value.length + 1)].sort(
        (x, y) => x - y
      )
      const after = format({ value, start, end }, tool).value
      expect(letters(after).replace('https', '')).toContain(letters(value).replace('https', ''))
    })
  )
})
