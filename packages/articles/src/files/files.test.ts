import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTextFile, textFrom } from './front-matter.ts'
import { targetsIn, withTargets } from './references.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/\r/g, ''))
const markup = fc.constantFrom(
  '[a](b.md)',
  '`',
  '```\n',
  '\n',
  '    ',
  '![x](<y z>)',
  '~~~\n',
  '(',
  ')'
)
const bodies = fc.array(fc.oneof(words, markup), { maxLength: 12 }).map((parts) => parts.join(''))

test('a text whose addresses stay the same stays the same', () => {
  fc.assert(fc.property(bodies, (body) => withTargets(body, ({ target }) => target) === body))
})

test('a written file reads as the values and the text that it was written of', () => {
  fc.assert(
    fc.property(words, words, bodies, (title, note, body) => {
      const file = readTextFile(Buffer.from(textFrom({ title, note, tags: [note] }, body)))
      expect([file.values, file.body]).toEqual([
        { title, note, tags: [note] },
        `\n${body}\n`.replaceAll('\r\n', '\n')
      ])
    })
  )
})

test('addresses are found in links, pictures and captions, and not in code', () => {
  const body = [
    '[a](one.md "t") ![b](<two three.png>) `[c](no.md)`',
    '{captions=four.vtt} [d]: no',
    '[e]: five.md',
    '```\n[f](no.md)\n```',
    '1. [g](six_(7).md#x) [h](no link.md) \\[i\\](no)'
  ].join('\n\n')
  expect(targetsIn(body).map(({ target, line }) => [target, line])).toEqual([
    ...[['one.md', 0] as const, ['two three.png', 0] as const, ['four.vtt', 2] as const],
    ...[['five.md', 4] as const, ['six_(7).md#x', 10] as const]
  ])
})
