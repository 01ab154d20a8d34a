import { expect, test } from 'vitest'
import { z } from 'zod'
import { duration } from './duration.ts'
import { checked, partsOf } from './files.ts'

const post = z.strictObject({
  author: z.string(),
  after: duration,
  accepted: z.strictObject({ post: z.int() }).optional(),
  body: z.string()
})

const read = (text: string) => partsOf(text, 'threads/x.md').map((part) => checked(post, part))

test('a file is heads between lines of three hyphens, each with a text below', () => {
  const text =
    '---\nauthor: 阿杰\nafter: 0m\n---\n\nOne\n\n- two\n\n---\nauthor: mo\nafter: 1h\n---\nThree\n'
  expect(read(text)).toEqual([
    { author: '阿杰', after: '0m', body: 'One\n\n- two' },
    { author: 'mo', after: '1h', body: 'Three' }
  ])
})

const first = '---\nauthor: mo\nafter: 0m\n---\nOne\n\n'

test.each([
  ['Hello', ':1: begins without a head between lines ---'],
  [`${first}---\nauthor: mo\n`, ': a head has no line --- at its end'],
  [`${first}---\nauthor: mo\nafter: soon\n---\nTwo`, ':9: after: is no duration such as 3d4h20m'],
  [`${first}---\nauthor: mo\nafter: 1h\naccepted:\n  post: two\n---\nx`, ':11: accepted.post: '],
  [`${first}---\nauthor: mo\nafter: 1h\nvote: 2\n---\nTwo`, '"vote"'],
  [`${first}---\nauthor: mo\nafter: 1h\n---\n`, ':8: body: '],
  [`${first}---\nauthor: mo\nafter: 1h\nafter: 2h\n---\nTwo`, ':10: Map keys must be unique'],
  [`${first}---\nauthor: [mo\nafter: 1h\n---\nTwo`, ':']
])('a mistake names its file and line: %j', (text, message) => {
  expect(() => read(text)).toThrow(`demo/threads/x.md${message.startsWith(':') ? message : ''}`)
  expect(() => read(text)).toThrow(message)
})
