import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import type { TestForum } from './forum.ts'

const parsed = new Map<string, Promise<ParsedMail>>()

/** All mails that a forum has sent, in the order of their events. Each is parsed once. */
export async function sentMails({ folder }: Pick<TestForum, 'folder'>): Promise<ParsedMail[]> {
  const names = await readdir(join(folder, 'mail')).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml'))
  const sorted = files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return Promise.all(sorted.map((name) => readMail(join(folder, 'mail', name))))
}

async function readMail(path: string): Promise<ParsedMail> {
  const key = `${path} ${(await stat(path)).mtimeMs}`
  const mail = parsed.get(key) ?? readFile(path).then((bytes) => simpleParser(bytes))
  parsed.set(key, mail)
  return mail
}
