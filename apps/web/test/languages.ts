import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.test.ts'))

/** What must always work, in Chinese and in English: the others take one of them. */
const always = [
  ...['ask', 'ask-with-picture', 'moderate', 'spammer', 'announce', 'announce-by-clock'],
  ...['escalate', 'look-up', 'come-back', 'article-from-answer', 'article-while-asking', 'set-up']
].map((name) => `journeys/${name}.test.ts`)

const chosen = (path: string) =>
  ['zh-CN', 'en'][createHash('sha256').update(path).digest().readUInt8() % 2]

/** The files of browser tests that run in a language. The hash of its name chooses that of a file. */
export const filesIn = (locale: 'zh-CN' | 'en') =>
  files
    .filter((path) => always.includes(path) || chosen(path) === locale)
    .map((path) => `**/${path}`)
