import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { publicKeys, rotateKey, verifyCopy, type NotVerified } from '@stoa/announcements'
import { StartError } from '@stoa/core'
import { say, withForum } from './forum.ts'

type Keys = Parameters<typeof verifyCopy>[1]

/** Adds `verify` and `keys:rotate`. */
export function addAnnouncementCommands(program: Command): void {
  program
    .command('verify')
    .description('check a signed copy of an announcement that was found elsewhere')
    .argument('<file>', 'the copy: JSON with `document` and `signature`')
    .option('--keys <file>', 'trust the keys of this JWKS file instead of those of this forum')
    .action(verify)
  program
    .command('keys:rotate')
    .description('sign announcements with a new key; what the old ones signed stays valid')
    .action(rotate)
}

const reasons: Record<NotVerified, string> = {
  unreadable: 'is not a signed copy: it has no document and signature',
  header: 'is signed in a way that proves nothing',
  unknown_key: 'is signed with a key that is not trusted here',
  signature: 'was changed after it was signed'
}

async function verify(file: string, { keys }: { keys?: string }) {
  const trusted = keys === undefined ? await ownKeys() : await keysIn(keys)
  const found = await verifyCopy(await textOf(file), trusted)
  if (typeof found === 'string') throw new StartError(`${file} ${reasons[found]}.`)
  const { issuer, url, signedAt } = found.document
  say(`Genuine: signed by ${issuer} at ${signedAt} with the key ${found.kid}.`)
  say(`What it says now: ${url}`)
}

const ownKeys = async (): Promise<Keys> =>
  (await withForum((forum) => publicKeys(forum.context()))).keys

async function keysIn(file: string): Promise<Keys> {
  try {
    return (JSON.parse(await textOf(file)) as { keys: Keys }).keys
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`${file} is not a JSON Web Key Set.`)
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new StartError(`${file} cannot be read.`)
  }
}

async function rotate() {
  const { kid } = await withForum((forum) => rotateKey(forum.context()))
  say(`From now on the key ${kid} signs.`)
}
