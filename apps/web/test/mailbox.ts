import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { simpleParser, type ParsedMail } from 'mailparser'

/** `STOA_DATA` of the forum under test. */
export function dataFolder(): string {
  const folder = process.env['BROWSER_TESTS_DATA']
  if (!folder) throw new Error('Run the browser tests with .config/playwright.ts.')
  return folder
}

/** Waits for an email to the address that contains `words`, and parses it. */
export async function mailTo(address: string, words: string | RegExp): Promise<ParsedMail> {
  let found: ParsedMail | undefined
  const look = async () => (found = (await mailsTo(address)).find(holds(words))) !== undefined
  await expect
    .poll(look, { message: `a mail to ${address} with ${words}`, timeout: 60_000 })
    .toBe(true)
  return found as unknown as ParsedMail
}

const holds =
  (words: string | RegExp) =>
  ({ text = '' }: ParsedMail) =>
    typeof words === 'string' ? text.includes(words) : words.test(text)

async function mailsTo(address: string) {
  const folder = join(dataFolder(), 'mail')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml'))
  const mails = await Promise.all(
    files.map(async (name) => simpleParser(await readFile(join(folder, name))))
  )
  return mails.filter(({ to }) => !Array.isArray(to) && to?.text === address)
}
