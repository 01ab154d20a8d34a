import { expect, test } from 'vitest'
import { block } from './blocks.ts'

const at = (value: string, start = 0, end = value.length) => ({ value, start, end })

test('a heading is made of the line, and taken back the second time', () => {
  const once = block(at('一\n标题', 3, 3), 'heading')
  expect(once.value).toBe('一\n## 标题')
  expect(block(once, 'heading').value).toBe('一\n标题')
})

test('a numbered list counts its lines, and is taken back the second time', () => {
  const once = block(at('a\nb'), 'listOrdered')
  expect(once.value).toBe('1. a\n2. b')
  expect(block(once, 'listOrdered').value).toBe('a\nb')
})

test('a table comes after what is selected, with the cursor in its first cell', () => {
  const { value, start } = block(at('费用'), 'table')
  expect(value).toBe('费用\n\n|  |  |\n| --- | --- |\n|  |  |\n\n')
  expect(value.slice(0, start)).toBe('费用\n\n| ')
})
