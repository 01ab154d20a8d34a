import { expect, test } from 'vitest'
import { patched } from './driver.ts'

test('a driver that the patches do not match is refused', () => {
  const patches = [{ why: 'because', from: 'old', to: 'new' }]
  expect(patched('old text', patches)).toBe('new text')
  for (const other of ['another text', 'old and old'])
    expect(() => patched(other, patches)).toThrow('does not fit: because')
})
