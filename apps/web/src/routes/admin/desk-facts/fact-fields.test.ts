import { expect, test } from 'vitest'
import { definitionIn, factFields, type FactValues } from './fact-fields.ts'

const blank = Object.fromEntries(factFields.map((name) => [name, '']))
const choicesOf = (values: Partial<FactValues>) =>
  definitionIn({ ...blank, networks: [], ...values } as FactValues).choices

test('a blank line in one language shifts no label of the choices below it', () => {
  const choices = { 'choices.en': 'Card\r\n\r\nCash\r\n\r\n', 'choices.zh-CN': '卡\n转账\n现金' }
  expect(choicesOf(choices)?.map(({ labels }) => labels)).toEqual([
    { en: 'Card', 'zh-CN': '卡' },
    { 'zh-CN': '转账' },
    { en: 'Cash', 'zh-CN': '现金' }
  ])
})

test('lines that are blank in all languages are no choice', () => {
  const choices = { 'choices.en': '\nCard\n\nCash\n', 'choices.zh-TW': '\n卡\n\n現金' }
  expect(choicesOf(choices)?.map(({ labels }) => labels)).toEqual([
    { en: 'Card', 'zh-TW': '卡' },
    { en: 'Cash', 'zh-TW': '現金' }
  ])
  expect(choicesOf({})).toEqual([])
})
