import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { Locale } from '@stoa/messages'

const journeys = readdirSync(new URL('journeys', import.meta.url)).sort()

/**
 * The language of a file of tests where CI is not set: journeys are in English and Chinese by turns,
 * pages in Chinese.
 */
export function languageOf(file: string): Locale {
  const name = basename(file)
  // These tests depend on the traditional script.
  if (name === 'look-up.test.ts') return 'zh-TW'
  return journeys.indexOf(name) % 2 === 0 ? 'en' : 'zh-CN'
}
