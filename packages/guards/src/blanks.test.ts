import { expect, test } from 'vitest'
import { blanksIn, findBlank } from './blanks.ts'

const known = blanksIn('[Service] fails: 【服务名】 {symptom}')

test('an empty blank, one in braces and one of a template was not filled in', () => {
  for (const blank of [
    '[ ]',
    '[]',
    '【】',
    '【 】',
    '{}',
    '[…]',
    '【__】',
    '{symptom}',
    '{any name}'
  ])
    expect(findBlank(`Deposits of ${blank} fail`), blank).toBe(blank)
  for (const blank of ['[service]', '[SERVICE]', '【服务名】'])
    expect(findBlank(`Deposits of ${blank} fail`, known), blank).toBe(blank)
})

test('links, code and the writer’s own words in brackets are no blanks', () => {
  for (const text of [
    '[Resolved] Deposits work again',
    '【公告】充值已恢复',
    'See [service](https://harbor.example) and [ ](https://harbor.example)',
    'Send `{}` or `[service]` to the API',
    '```\n{"service": []}\n```'
  ])
    expect(findBlank(text, known), text).toBeUndefined()
})

test('checkboxes, footnotes and reference links of Markdown are no blanks', () => {
  for (const text of [
    '- [x] looked\n- [ ] told\n1. [X] done',
    'It began at noon [1], see [^note].\n\n[^note]: In UTC.',
    'See [the docs][docs], [docs][] or [Docs].\n\n[docs]: https://docs.example "Docs"'
  ]) {
    expect(blanksIn(text), text).toEqual([])
    expect(findBlank(text, ['[x]', '[1]', '[docs]', '[the docs]']), text).toBeUndefined()
  }
  expect(blanksIn('[time]: we look into [service][network]')).toEqual([
    '[time]',
    '[service]',
    '[network]'
  ])
})
