import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeName } from './file-names.ts'

test.each([
  ['提现截图.PNG', 'image/png', '提现截图.png'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  ['error.2026.log', 'text/plain', 'error.2026.log'],
  ['C:\\Users\\li\\a.png', 'image/png', 'a.png'],
  ['../../etc/passwd', 'application/zip', 'passwd.zip'],
  ['a](javascript:alert(1)).png', 'image/png', 'a_(javascript_alert(1)).png'],
  ['evil.html', 'text/plain', 'evil.txt'],
  ['', 'image/png', 'file.png'],
  ['\u202Egnp.png', 'image/png', '_gnp.png'],
  ['ㅤ.png', 'image/png', 'file.png']
] as const)('%s of type %s is called %s', (name, type, safe) => {
  expect(safeName(name, type)).toBe(safe)
})

test('no name can inject Markdown, a header or a folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const safe = safeName(name, 'image/png')
      expect(safe).toMatch(/^[\p{L}\p{M}\p{N} ._()-]+\.png$/u)
      expect(safe).not.toMatch(/^\./)
      expect(Array.from(safe).length).toBeLessThanOrEqual(84)
    })
  )
})
