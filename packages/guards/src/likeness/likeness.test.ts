import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minhash, signatureOf } from './likeness.ts'

const { alikeFrom, hashSize, maxDifferentBits } = minhash

function alike(one: string, other: string): boolean {
  const [first, second] = [signatureOf(one), signatureOf(other)]
  if (!first || !second) return false
  const isFound = first.keys.some((key) => second.keys.includes(key))
  return isFound && equalHashes(first.bits, second.bits) >= alikeFrom
}

const hashesOf = (bits: string) =>
  bits
    .slice(1)
    .match(new RegExp(`.{${hashSize / 4}}`, 'g'))
    ?.map((hash) => Number(`0x${hash}`)) ?? []

function equalHashes(one: string, other: string): number {
  const others = hashesOf(other)
  return hashesOf(one).filter((hash, at) => hash === others[at]).length
}

const onesIn = (hash: number) => hash.toString(2).replaceAll('0', '').length

function differentBits(one: string, other: string): number {
  const others = hashesOf(other)
  const ones = hashesOf(one).map((hash, at) => onesIn((hash ^ (others[at] ?? 0)) >>> 0))
  return ones.reduce((sum, count) => sum + count, 0)
}

const offer =
  'Our team of certified experts got all of my lost coins back within two days, write to them.'
const offerInChinese =
  '他们的专业团队两天之内就帮我把丢失的币全部追回来了，大家有同样问题的可以联系他们处理'

test('small changes, disguises and another script leave a text nearly the same', () => {
  expect(alike(offer, offer.replace('two days', 'three days'))).toBe(true)
  expect(alike(offer, `Hello friends! ${offer} Good luck`)).toBe(true)
  expect(alike(offer, offer.replaceAll('o', 'о').toUpperCase())).toBe(true)
  expect(alike(offer, Array.from(offer).join('\u200B'))).toBe(true)
  expect(alike(offerInChinese, offerInChinese.replace('两天', '三天'))).toBe(true)
  expect(
    alike(
      offerInChinese,
      '他們的專業團隊兩天之內就幫我把丟失的幣全部追回來了，大家有同樣問題的可以聯繫他們處理'
    )
  ).toBe(true)
})

test('the same question in other words is another text', () => {
  const one =
    'My withdrawal has been pending since yesterday evening and support has not answered yet.'
  const other =
    'Since last night my withdrawal shows as pending, did anybody hear back from the support?'
  expect(alike(one, other)).toBe(false)
  expect(alike(offer, one)).toBe(false)
  expect(
    alike(
      '提现已经两天了还是显示处理中，客服也一直没有回复，请问大家一般要等多久才能到账？',
      offerInChinese
    )
  ).toBe(false)
})

test.each([
  '+1',
  'I have the same problem, please help!',
  '我也遇到了同样的问题，请官方尽快处理一下，谢谢大家',
  'Thank you so much, that helped me a lot.'
])('%s is too short for comparison', (text) => {
  expect(signatureOf(text)).toBeNull()
})

/** Reports written with one form. */
const forms = [
  (device: string, how: string, what: string) =>
    `Device: ${device}\nVersion: 7.2.1\nProblem: ${how}, ${what}`,
  (device: string, how: string, what: string) =>
    `### Device and system\n${device}\n\n### App version\n7.2.1\n\n### What did you do?\n${how}\n\n### What did you expect to happen?\nThat it works.\n\n### What happened instead?\n${what}\n`,
  (device: string, how: string, what: string) =>
    `【设备型号】${device}\n【App 版本】7.2.1\n【出现时间】昨天晚上\n【问题描述】${how} ${what}\n【是否联系过客服】还没有联系`
]

test.each(forms)(
  'honest reports by one form (%#) are not alike, a phishing phrase in it is',
  (form) => {
    const one = form(
      'iPhone 15 Pro, iOS 18.1',
      'I opened the page for withdrawals from my list of coins',
      'the page stays blank however long I wait'
    )
    const other = form(
      'iPhone 15 Pro, iOS 18.1',
      'since the update I wanted to sign in with my passkey',
      'it says that the network is not there'
    )
    expect(alike(one, other)).toBe(false)
    expect(alike(form('iPhone 15', offer, ''), form('Pixel 8', offer, 'friends'))).toBe(true)
  }
)

test.each([
  (name: string) => `# ${offer} ${name}`,
  (name: string) => `官方客服通知您的账户存在被盗风险请立即联系安全专员处理验证：${name}`,
  (name: string) =>
    `Add my teacher on Telegram for signals: ${name}\nDaily profit of ten percent: sure`,
  (name: string) => `# ${offer}\n\nWrite to: ${name}`
])('a heading or a colon makes no form of a phishing phrase (%#)', (phishing) => {
  expect(alike(phishing('@harbor_help8'), phishing('@coin_teacher'))).toBe(true)
})

test('quotes and code are not the author’s words', () => {
  expect(signatureOf(`> ${offer}\n\nI agree.`)).toBeNull()
  expect(signatureOf(`Same here:\n\n\`\`\`\n${offer}\n${offer}\n\`\`\`\n`)).toBeNull()
  expect(signatureOf(`It says \`${offer}\``)).toBeNull()
  expect(signatureOf(`> something else\n\n${offer}`)).toEqual(signatureOf(offer))
})

const words = fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 14, maxLength: 60 })
const sentences = fc.array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), {
  minLength: 25,
  maxLength: 60
})

/** Texts, and the same with some of their parts replaced. */
const changed = <T>(parts: fc.Arbitrary<T[]>, join: (parts: T[]) => string) =>
  fc
    .tuple(parts, parts, fc.integer({ min: 5, max: 40 }))
    .map(([one, others, each]) => [
      join(one),
      join(one.map((part, at) => (at % each === each - 1 ? (others[at] ?? part) : part)))
    ])

test('the count of different bits misses no text that is alike', () => {
  const pairs = fc.oneof(
    changed(words, (parts) => parts.join(' ')),
    changed(sentences, (codes) => String.fromCodePoint(...codes))
  )
  let compared = 0
  fc.assert(
    fc.property(pairs, ([one = '', other = '']) => {
      const [first, second] = [signatureOf(one), signatureOf(other)]
      if (!first || !second || equalHashes(first.bits, second.bits) < alikeFrom) return
      compared += 1
      expect(differentBits(first.bits, second.bits)).toBeLessThan(maxDifferentBits)
    }),
    { numRuns: 3000 }
  )
  expect(compared).toBeGreaterThan(1000)
})
