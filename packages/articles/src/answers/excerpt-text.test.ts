import { expect, test } from 'vitest'
import { excerptOf } from './excerpt-text.ts'

const place = { origin: 'https://forum.test', url: 'https://forum.test/articles/a' }
const of = (body: string) => excerptOf(body, place)
const long = 'Words about it. '.repeat(60).trim()

test('a short article is whole', () => {
  expect(of('# A\n\nb\n\n- c')).toBe('# A\n\nb\n\n- c')
})

test('a long one ends after a whole block, and not with a heading', () => {
  expect(of(`${long}\n\n## Next\n\n${long}`)).toBe(`${long}\n\n…`)
  expect(of(`${long}\n\n\`\`\`\na\n\n${long}\n\`\`\``)).toBe(`${long}\n\n…`)
})

test('a single long block ends after a whole sentence; long code is left out', () => {
  expect(of(`# A\n\n${long} ${long}`)).toMatch(/^Words[^]*about it\.\n\n…$/)
  expect(of('很长的一句话。'.repeat(400))).toMatch(/。\n\n…$/)
  expect(of(`\`\`\`\n${long}${long}\n\`\`\``)).toBe('…')
})

test('pictures, videos and marks of callouts and details are left out', () => {
  const file = '/api/v1/uploads/abcdefghijklmnopqrstuv'
  expect(of(`a\n\n![b](${file} "c")\n\n![d](${file}){captions=${file}}\n\ne`)).toBe('a\n\ne')
  expect(of('> [!WARNING]\n> a\n\n::: details B\nc\n:::\n\nd')).toBe('> a\n\nB\nc\n\nd')
})

test('addresses become whole, but not those in code or elsewhere', () => {
  expect(of('[a](/t/1) [b](#s) [c](https://d.test/e) `[f](/g)`')).toBe(
    `[a](${place.origin}/t/1) [b](${place.url}#s) [c](https://d.test/e) \`[f](/g)\``
  )
})
