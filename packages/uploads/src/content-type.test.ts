import { describe, expect, test } from 'vitest'
import { typeOf } from './content-type.ts'

const bytes = (text: string) => Buffer.from(text)
const heic = Buffer.concat([bytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), Buffer.alloc(40)])

describe('the type of a file', () => {
  test.each([
    ['application/pdf', 'a.png', '%PDF-1.7\n%âãÏÓ\n'],
    ['application/zip', 'a.png', 'PK\u0003\u0004\u0014\0\0\0\0\0'],
    ['text/plain', 'error.log', '2026-11-25 提现失败\n'],
    ['text/plain', 'page.txt', '<p>not shown as a page</p>']
  ])('is %s by its content, whatever its name', async (type, name, text) => {
    expect(await typeOf(bytes(text), name)).toBe(type)
  })

  test('is text in the encoding of Chinese Windows too', async () => {
    expect(await typeOf(Buffer.from('cce1cfd6cab0dc0a', 'hex'), 'log.txt')).toBe('text/plain')
  })

  test.each([
    ['an SVG', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    [
      'an SVG called PNG',
      'a.png',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    ],
    ['a page', 'a.html', '<!doctype html><script>alert(1)</script>'],
    ['a page called PNG', 'a.png', '<!doctype html><script>alert(1)</script>'],
    ['a program', 'a.txt', '\x7fELF\x02\x01\x01\0'],
    ['bytes called text', 'a.txt', 'a\0b']
  ])('is refused for %s', async (_, name, text) => {
    await expect(typeOf(bytes(text), name)).rejects.toThrow('upload_type_refused')
  })

  test('is refused with a hint for HEIC, and for an empty file', async () => {
    await expect(typeOf(heic, 'IMG_1.HEIC')).rejects.toThrow('upload_heic')
    await expect(typeOf(Buffer.alloc(0), 'a.png')).rejects.toThrow('upload_empty')
  })
})
