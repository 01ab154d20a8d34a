import { expect, test } from 'vitest'
import { typedRule } from './typed-rule.ts'

const formOf = (fields: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

test('words are separated by lines or any commas; empty numbers are ignored', () => {
  const form = formOf([
    ['kind', 'suggestion'],
    ['name', 'Losses'],
    ['words', '冻结，被盗、frozen, stolen\r\n\n丢失'],
    ['unansweredHours', ''],
    ['meToo', '5'],
    ['categoryIds', '3'],
    ['topics', 'api']
  ])
  expect(typedRule(form)).toEqual({
    kind: 'suggestion',
    name: 'Losses',
    words: ['冻结', '被盗', 'frozen', 'stolen', '丢失'],
    unansweredHours: null,
    meToo: 5,
    categoryIds: [3]
  })
})

test('a rule about tickets has topics and a priority, and nothing of threads', () => {
  const form = formOf([
    ['kind', 'priority'],
    ['name', 'Thefts'],
    ['words', ''],
    ['topics', 'security'],
    ['topics', 'api'],
    ['priority', 'urgent'],
    ['meToo', '5']
  ])
  expect(typedRule(form)).toEqual({
    kind: 'priority',
    name: 'Thefts',
    words: [],
    topics: ['security', 'api'],
    priority: 'urgent'
  })
})
