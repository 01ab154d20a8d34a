import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import type { TestForum } from '../forum.ts'

/** The mails sent to an address, in the order of their events. */
export async function mailsTo(forum: TestForum, address: string): Promise<ParsedMail[]> {
  const folder = join(forum.folder, 'mail')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml'))
  const sorted = files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const mails = await Promise.all(
    sorted.map(async (name) => simpleParser(await readFile(join(folder, name))))
  )
  return mails.filter(({ to }) => !Array.isArray(to) && to?.text === address)
}

/** The link of a `List-Unsubscribe` header, as a path of the API. */
export function unsubscribePath(mail: ParsedMail | undefined): string {
  const line = mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? ''
  const url = new URL(/<([^>]+)>/.exec(line.replace(/\s+/g, ''))?.[1] ?? 'invalid:')
  return `${url.pathname}${url.search}`
}
