import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'
import { withoutAddressMark } from './wallet-strings.ts'

const hash = `0x${'3fa9c07be1d284560bbf'.repeat(4).slice(0, 64)}`
const address = `0x${'3fa9c07be1d284560bbf'.repeat(2)}`
const html = (text: string) => renderMarkdown(text).html
const namesWalletAddress = (shown: string) => withoutAddressMark(shown).namesWallet
const isShort = (text: string) => html(text).includes('<samp ')

test('a hash is marked, to be shown shorter, and is whole in the page', () => {
  const shown = html(`txid: ${hash} please`)
  expect(shown).toBe(`<p>txid: <samp translate="no">${hash}</samp> please</p>\n`)
  expect(renderMarkdown(`txid: ${hash}`).textContent).toBe(`txid: ${hash}`)
  expect(html(`txid \`${hash}\``)).toContain(`<samp translate="no">${hash}</samp>`)
  expect(html(`[txid ${hash}](/t/1)`)).not.toContain('<samp')
  expect(namesWalletAddress(shown)).toBe(false)
})

test('an address is never shown shorter', () => {
  for (const text of [
    address,
    `\`${address}\``,
    `**${address}**`,
    `txid ${address}`,
    `transaction hash\n\n${hash}`,
    `send it to ${hash}`
  ]) {
    expect(isShort(text), text).toBe(false)
    expect(namesWalletAddress(html(text)), text).toBe(true)
  }
})

test('an address is found however it is written', () => {
  const codes = new Map([['abcdefghijklmnopqrstuv', { codes: [`ethereum:${address}`] }]])
  const shown = renderMarkdown('![scan](/api/v1/uploads/abcdefghijklmnopqrstuv)', { images: codes })
  expect(namesWalletAddress(shown.html)).toBe(true)
  for (const text of [
    `${address.slice(0, 9)}**${address.slice(9)}**`,
    `${address.slice(0, 9)}\n${address.slice(9)}`,
    `\`\`\`\n${address}\n\`\`\``,
    `    ${address}`,
    `- ${address}`,
    `|a|\n|-|\n|${address}|`,
    `![${address}](/api/v1/uploads/abcdefghijklmnopqrstuv)`,
    `[here](https://pay.test/?to=${address})`,
    `<b>${address}</b>`
  ])
    expect(namesWalletAddress(html(text)), text).toBe(true)
})

test('nobody can write the mark of an address, nor a shorter one', () => {
  const mark = '<em class="wallet-address"></em>'
  for (const text of [mark, `\`${mark}\``, `<span class="long-hash">${address}</span>`]) {
    expect(withoutAddressMark(html(text)).html).not.toMatch(/<em|<span class/)
  }
  expect(namesWalletAddress(html(mark))).toBe(false)
})

test('marking leaves the words of a text as they were', () => {
  const piece = fc.constantFrom('txid ', hash, address, '`', '**', 'a ', '\n', '@x ', '<b>', '钱包')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const { html, textContent } = renderMarkdown(text)
      const shown = html
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
      expect(shown.replace(/\s/g, '')).toBe(textContent.replace(/\s/g, ''))
      const short = [...html.matchAll(/<samp translate="no">([^<]*)/g)]
      expect(short.every(([, marked]) => marked === hash)).toBe(true)
    }),
    { numRuns: 300 }
  )
})
