import { expect, test } from 'vitest'
import { inBytes, writePage } from './page-parts.ts'
import { lookOf } from './send-page.ts'

const page = { parts: ['<html lang="en"', '><a>', '</a> 中'], places: ['look', 'name'] }

test('each reader gets what belongs in the places of a page', () => {
  const write = (personal: Record<string, string>) =>
    writePage(inBytes(page), personal, Buffer.alloc).toString()
  expect(write({ look: ' data-theme="dark"', name: '小明', other: 'x' })).toBe(
    '<html lang="en" data-theme="dark"><a>小明</a> 中'
  )
  expect(write({})).toBe('<html lang="en"><a></a> 中')
})

test('a kept page takes one block of memory of its own', () => {
  const { bytes, parts } = inBytes(page)
  expect(bytes.buffer.byteLength).toBe(bytes.length)
  expect(new Set(parts.map(({ buffer }) => buffer))).toEqual(new Set([bytes.buffer]))
})

test('a look that nobody offers is not written', () => {
  const look = (theme: string, density: string) => lookOf({ cookies: { theme, density } })
  expect(look('light', 'compact')).toBe(' data-theme="light" data-density="compact"')
  expect(look('"><script>', 'none')).toBe('')
})
