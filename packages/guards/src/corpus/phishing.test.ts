import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPhishingPhrases } from '../phishing/phishing-phrases.ts'
import { chinesePhishing } from './phishing-chinese.ts'
import { englishPhishing } from './phishing-english.ts'
import { chinesePhishingPhrases } from './phishing-phrases-chinese.ts'
import { englishPhishingPhrases } from './phishing-phrases-english.ts'
import { chineseHarmless } from './no-phishing-chinese.ts'
import { englishHarmless } from './no-phishing-english.ts'
import { ordinaryQuestions } from './ordinary-questions.ts'
import { reportsOfPhishing } from './phishing-reports.ts'

const phishingTexts = [
  ...chinesePhishing,
  ...englishPhishing,
  ...chinesePhishingPhrases,
  ...englishPhishingPhrases
]
const harmlessTexts = [
  ...chineseHarmless,
  ...englishHarmless,
  ...reportsOfPhishing,
  ...ordinaryQuestions
]

// Errors are acceptable in both directions: a held text waits for a moderator, and a missed one can
// be reported.
test('the corpus has at least 200 texts, about half of them harmless', () => {
  expect(phishingTexts.length + harmlessTexts.length).toBeGreaterThanOrEqual(200)
  expect(harmlessTexts.length).toBeGreaterThanOrEqual(140)
})

test('at least 98 % of the phishing phrases are found', () => {
  const missed = phishingTexts.filter((text) => findPhishingPhrases(text).length === 0)
  expect(missed.length / phishingTexts.length, missed.join('\n')).toBeLessThanOrEqual(0.02)
})

test('no harmless text is held', () => {
  const held = harmlessTexts.filter((text) => findPhishingPhrases(text).length > 0)
  expect(held).toEqual([])
})

test('a text that only quotes a phishing phrase counts as its writer’s', () => {
  expect(findPhishingPhrases('“加我微信 abc12345，马上解冻”')).not.toEqual([])
  expect(findPhishingPhrases('请管理把“加我微信 abc12345”这样的词屏蔽一下')).toEqual([])
})

test('denying a fraud, or praising the only honest one, is no warning', () => {
  expect(
    findPhishingPhrases('Is it a scam? No! Reach him on WhatsApp +44 7700 900321')
  ).not.toEqual([])
  expect(findPhishingPhrases('Is it a scam? He is on WhatsApp +44 7700 900321')).toEqual([])
  expect(findPhishingPhrases('小心骗子，这个才是真的，微信 harborkf01')).not.toEqual([])
  expect(findPhishingPhrases('小心骗子，他的微信 harborkf01')).toEqual([])
})

test('a former number or mailbox of an account is no contact', () => {
  expect(findPhishingPhrases('我换了手机号 13812345678，收不到验证码')).toEqual([])
  expect(findPhishingPhrases('我换了手机号 13812345678，找我就行')).not.toEqual([])
  expect(findPhishingPhrases('my registered e-mail is someone@gmail.com, no code arrives')).toEqual(
    []
  )
  expect(findPhishingPhrases('the real support is at someone@gmail.com')).not.toEqual([])
})

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const named = (minLength: number, maxLength: number, of = letters) =>
  fc.string({ unit: fc.constantFrom(...of), minLength, maxLength })

test('blockchain addresses, hashes and uploads are no phishing phrases', () => {
  const machines = fc.record({ hash: named(25, 88), file: named(22, 22, `${letters}-_`) })
  fc.assert(
    fc.property(machines, ({ hash, file }) => {
      const texts = [`地址 ${hash} 没到账`, `It went to ${hash}`, `https://scan.example/tx/${hash}`]
      const picture = `![图](/api/v1/uploads/${file})`
      expect([...texts, picture].flatMap(findPhishingPhrases)).toEqual([])
    }),
    { numRuns: 2000 }
  )
  expect(findPhishingPhrases('订单号 QQ4DMJCXYA9T 没到账')).toEqual([])
  expect(findPhishingPhrases('订单没到账的加 QQ 4DMJCXYA9T')).not.toEqual([])
  expect(findPhishingPhrases('vxharbor88help 处理')).not.toEqual([])
})

test.each([
  '帮',
  '替你',
  '加我',
  '微信 ',
  'contact me ',
  'help me a ',
  'recover my a ',
  'a_b on ',
  't.e.l.e.',
  '一个',
  'is it real '
])('five times the longest post, made of %j, is read in bounded time', (piece) => {
  const begun = process.cpuUsage()
  findPhishingPhrases(piece.repeat(100_000).slice(0, 100_000))
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000)
})
