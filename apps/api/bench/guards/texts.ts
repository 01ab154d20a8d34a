import { createHash } from 'node:crypto'
import { createTexts, randomNumbers } from '../texts.ts'

const texts = createTexts(randomNumbers(5))
let count = 0

/** About 5 KB of ordinary text: sentences in both languages, links, hashes and code. */
export function ordinaryText(): string {
  count += 1
  const hash = createHash('sha256').update(String(count)).digest('hex')
  let text = `Post ${count}, see https://docs.elsewhere.test/${count} and tx 0x${hash}.\n\n`
  while (Buffer.byteLength(text) < 4900)
    text += `${count % 2 ? texts.body('en') : texts.body('zh-CN')}\n\n`
  return text.replaceAll(/1[3-9]\d{9}/g, '')
}

/**
 * Pieces that, repeated, make detectors, renderer and phishing phrases work as long as possible.
 */
export const hostileTexts = [
  ...[
    'a',
    'bone ',
    'actactor',
    '1',
    '1234 ',
    'eyJaaaaaaaaa.',
    '密码：',
    'a@',
    '5K',
    '的',
    'ﷺ',
    '㍿'
  ],
  ...['-----BEGIN ', '-----BEGIN PRIVATE KEY-----', '种子 ', 'private key ', 'api_key=', '+86 '],
  ...['帮', '替你', '加我', '微信 ', 'contact me ', 'help me a ', 'recover my a ', 'dm me ', '加 '],
  ...['https://a.b ', 'http://', '[a](http://b.c) ', '<', '![', '*a ', '> ', '`', '\n', '_a', '|'],
  ...['|a|b\n|-|-\n', '![a', '- a\n', '[', '_*']
]

const repeated = (piece: string, length: number) =>
  Array.from(piece.repeat(Math.ceil(length / piece.length)))
    .slice(0, length)
    .join('')

const ofBytes = (piece: string, bytes: number) =>
  repeated(piece, Math.floor(bytes / (Buffer.byteLength(piece) / Array.from(piece).length)))

/** A megabyte of the piece, as UTF-8. */
export const largeText = (piece: string) => ofBytes(piece, 1_000_000)

/** As much of the piece as a request body may have. */
export const fullText = (piece: string) => ofBytes(JSON.stringify(piece).slice(1, -1), 250_000)

/** As much of the piece as a post may have. */
export const maxTextLength = (piece: string) => repeated(piece, 20_000)
