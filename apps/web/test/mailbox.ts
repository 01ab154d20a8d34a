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

/**
 * Waits for an email to the address that contains `words`, and parses it.
 * @param data `STOA_DATA` of the forum that sends it
 */
export async function mailTo(
  address: string,
  words: string | RegExp,
  data = dataFolder()
): Promise<ParsedMail> {
  let found: ParsedMail | undefined
  const look = async () => (found = (await mailsTo(address, data)).find(holds(words))) !== undefined
  await expect
    .poll(look, { message: `a mail to ${address} with ${words}`, timeout: 60_000 })
    .toBe(true)
  return found as unknown as ParsedMail
}

const holds =
  (words: string | RegExp) =>
  ({ text = '' }: ParsedMail) =>
    typeof words === 'string' ? text.includes(words) : words.test(text)

async function mailsTo(address: string, data: string) {
  const mails = await everyMail(data)
  return mails.filter(({ to }) => !Array.isArray(to) && to?.text === address)
}

/** All emails that a forum has sent. */
export async function everyMail(data: string): Promise<ParsedMail[]> {
  const folder = join(data, 'mail')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml'))
  return Promise.all(files.map(async (name) => simpleParser(await readFile(join(folder, name)))))
}
