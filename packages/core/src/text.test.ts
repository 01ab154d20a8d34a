import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyOfText, clean, escapeHtml, lengthOf, lineOfText } from './text.ts'

const code = (refused: { error?: { issues: { code: string; message: string }[] } }) =>
  refused.error?.issues.map((issue) => (issue.code === 'custom' ? issue.message : issue.code))

describe('clean', () => {
  const hostile: [string, string][] = [
    ['NUL', 'a\u0000b'],
    ['an escape', '\u001b[31m'],
    ['a bidi override', 'a\u202Eb'],
    ['a bidi isolate', 'a\u2066b'],
    ['a tag character', 'a\u{E0041}'],
    ['a Hangul filler', '\u3164'],
    ['a half-width filler', '\uFFA0'],
    ['a Braille blank', '\u2800'],
    ['a lone surrogate', 'a\uD800'],
    ['a non-character', 'a\uFFFF']
  ]

  test.each(hostile)('refuses %s', (_, text) => {
    expect(() => clean(text)).toThrow('text_forbidden_character')
  })

  test('keeps Chinese, emoji with joiners, tabs and lines', () => {
    const text = '提现失败 👩‍💻\n\tcode é 𠮷'
    expect(clean(text)).toBe(text)
  })

  test('makes one form of equal-looking texts', () => {
    expect(clean('e\u0301')).toBe('é')
    expect(clean('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
    expect(clean('US\u200BDT\uFEFF')).toBe('USDT')
  })

  test('gives well-formed text without controls or refuses, and is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let cleaned: string
        try {
          cleaned = clean(text)
        } catch {
          return
        }
        expect(clean(cleaned)).toBe(cleaned)
        expect(cleaned).not.toMatch(/[\0-\x08\x0b-\x1f\x7f\u202a-\u202e]/)
        expect(cleaned.isWellFormed()).toBe(true)
      })
    )
  })
})

describe('a line of text', () => {
  test('is trimmed and allows further rules', () => {
    expect(lineOfText(10).parse('  充值  ')).toBe('充值')
    expect(lineOfText(10).regex(/^a/).safeParse('b').success).toBe(false)
  })

  test('counts code points', () => {
    expect(lengthOf('𠮷😀')).toBe(2)
    expect(lineOfText(2).safeParse('𠮷😀').success).toBe(true)
    expect(code(lineOfText(1).safeParse('𠮷😀'))).toEqual(['too_big'])
    expect(code(lineOfText(9, 4).safeParse('短标题'))).toEqual(['too_small'])
  })

  test('has no line breaks', () => {
    expect(code(lineOfText(10).safeParse('a\nb'))).toEqual(['field_text_one_line'])
    expect(code(lineOfText(10).safeParse('a\u2028b'))).toEqual(['field_text_one_line'])
  })

  test('needs a visible character', () => {
    for (const blank of ['', '   ', '\u200d', '\u200b\u00a0'])
      expect(code(lineOfText(10).safeParse(blank))).toEqual(['too_small'])
  })

  test('refuses forbidden characters', () => {
    expect(code(lineOfText(10).safeParse('a\u202Eb'))).toEqual(['field_text_forbidden_character'])
  })
})

describe('a body of text', () => {
  test('keeps its lines and the indentation of the first', () => {
    expect(bodyOfText(99).parse('\n \n    code\r\nb  \n')).toBe('    code\nb')
  })

  test('may be empty if the minimum is 0', () => {
    expect(bodyOfText(10, 0).parse(' ')).toBe('')
    expect(code(bodyOfText(10).safeParse(' \n'))).toEqual(['too_small'])
  })
})

test('an escaped text is plain text in HTML, in attributes too', () => {
  expect(escapeHtml(`<a title='"'>充值 & 提现`)).toBe(
    '&lt;a title=&#39;&quot;&#39;&gt;充值 &amp; 提现'
  )
})
