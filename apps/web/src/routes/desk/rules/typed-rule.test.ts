import { expect, test } from 'vitest'
import { typedRule } from './typed-rule.ts'

const formOf = (fields: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

test('words are separated by lines or any commas; empty numbers are ignored', () => {
  const form = formOf([
    ['trigger', 'thread'],
    ['name', 'Losses'],
    ['words', '冻结，被盗、frozen, stolen\r\n\n丢失'],
    ['unansweredHours', ''],
    ['meToo', '5'],
    ['categoryIds', '3'],
    ['topics', 'api']
  ])
  expect(typedRule(form)).toEqual({
    trigger: 'thread',
    name: 'Losses',
    words: ['冻结', '被盗', 'frozen', 'stolen', '丢失'],
    unansweredHours: null,
    meToo: 5,
    categoryIds: [3]
  })
})

test('a rule about tickets has topics and a priority, and nothing of threads', () => {
  const form = formOf([
    ['trigger', 'opened'],
    ['name', 'Thefts'],
    ['words', ''],
    ['topics', 'security'],
    ['topics', 'api'],
    ['priority', 'urgent'],
    ['meToo', '5']
  ])
  const rule = typedRule(form)
  expect(rule).toMatchObject({ name: 'Thefts', topics: ['security', 'api'], priority: 'urgent' })
  expect(rule).not.toHaveProperty('meToo')
})

test('a rule that acts has a trigger, hours only for silence, and its acts', () => {
  const fields: [string, string][] = [
    ['name', 'Silence'],
    ['words', ''],
    ['trigger', 'silent'],
    ['silentHours', '48'],
    ['languages', 'zh-TW'],
    ['assignee', '*'],
    ['tags', 'chain, 链上  late'],
    ['savedReplyId', '3'],
    ['close', 'on']
  ]
  const rule = typedRule(formOf(fields))
  expect(rule).toMatchObject({ trigger: 'silent', silentHours: 48, languages: ['zh-TW'] })
  expect(rule).toMatchObject({ assignee: null, roundRobin: true, savedReplyId: 3, priority: null })
  expect(rule).toMatchObject({ tags: ['chain', '链上', 'late'], close: true, notifyLead: false })
  const opened = typedRule(
    formOf([
      ...fields.filter(([name]) => name !== 'trigger'),
      ['trigger', 'opened'],
      ['assignee', 'x']
    ])
  )
  expect(opened).toMatchObject({ silentHours: null })
})
