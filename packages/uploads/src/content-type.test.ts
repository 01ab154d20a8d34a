import { describe, expect, test } from 'vitest'
import { typeOf, videoTypeOf } from './content-type.ts'

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

const box = (brand: string) => bytes(`\0\0\0\x18ftyp${brand}\0\0\0\0isommp42${'\0'.repeat(20)}`)
const ebml = (type: string) =>
  Buffer.concat([
    Buffer.from('1a45dfa3', 'hex'),
    Buffer.from([0x87, 0x42, 0x82, 0x84]),
    bytes(type)
  ])

describe('the type of a video', () => {
  test.each([
    ['video/mp4', box('isom')],
    ['video/mp4', box('mp42')],
    ['video/webm', ebml('webm')],
    ['text/vtt', bytes('\ufeffWEBVTT\n\n00:00.000 --> 00:01.000\n提现\n')]
  ])('is %s by its content', async (type, file) => {
    expect(await videoTypeOf(file)).toBe(type)
    await expect(typeOf(file, 'a.txt')).rejects.toThrow('upload_type_refused')
  })

  test.each([
    ['QuickTime', box('qt  ')],
    ['3GP', box('3gp4')],
    ['a picture', heic],
    ['Matroska', ebml('matr')],
    ['a page', bytes('<!doctype html><script>alert(1)</script>')],
    ['captions with control characters', bytes('WEBVTT\n\0a')],
    ['captions in the encoding of Chinese Windows', Buffer.from('574542565454200acce1cfd6', 'hex')],
    ['SubRip', bytes('1\n00:00:00,000 --> 00:00:01,000\na\n')]
  ])('is refused for %s', async (_, file) => {
    await expect(videoTypeOf(file)).rejects.toThrow('upload_video_refused')
  })
})
