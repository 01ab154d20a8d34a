import { readFile } from 'node:fs/promises'
import {
  publicKeys,
  rotateKey,
  verifyCopy,
  type NotVerified,
  type Verified
} from '@stoa/announcements'
import { StartError } from '@stoa/core/server'
import { copiesIn, type FoundCopy } from './copies.ts'
import { say, withForum } from './forum.ts'
import { asTyped } from './typed-path.ts'

type Keys = Parameters<typeof verifyCopy>[1]

const reasons: Record<NotVerified | 'title', string> = {
  unreadable: 'is not a signed copy: it has no document and signature',
  header: 'is signed in a way that proves nothing',
  unknown_key: 'is signed with a key that is not trusted here',
  signature: 'was changed after it was signed',
  title: 'has another title than what was signed'
}

export async function verify(file: string, { keys }: { keys?: string }) {
  const trusted = keys === undefined ? await ownKeys() : await keysIn(keys)
  const copies = copiesIn(await textOf(file))
  if (copies.length === 0) throw new StartError(`${file} ${reasons.unreadable}.`)
  const failures: string[] = []
  for (const copy of copies) {
    const found = await check(copy, trusted)
    if (typeof found !== 'string') report(copy, found)
    else failures.push(`${copy.title === undefined ? file : quoted(copy.title)} ${reasons[found]}.`)
  }
  if (failures.length > 0) throw new StartError(failures.join('\n'))
}

async function check({ text, title }: FoundCopy, trusted: Keys) {
  const found = await verifyCopy(text, trusted)
  if (typeof found === 'string' || title === undefined) return found
  const titles = Object.values(found.document.texts ?? {}).map((signed) => signed.title)
  // The signed copy of a withdrawn announcement has no texts.
  return titles.length === 0 || titles.includes(title) ? found : 'title'
}

function report({ title }: FoundCopy, { document, kid }: Verified) {
  const what = title === undefined ? '' : `${quoted(title)}, `
  const { issuer, signedAt, url } = document
  say(`Genuine: ${what}signed by ${issuer} at ${signedAt} with the key ${kid}.`)
  // A feed has further texts that are not signed.
  say(`Its present text: ${url}`)
}

const quoted = (title: string) => `“${title}”`

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
    return await readFile(asTyped(file), 'utf8')
  } catch {
    throw new StartError(`${file} cannot be read.`)
  }
}

export async function rotate() {
  const { kid } = await withForum((forum) => rotateKey(forum.context()))
  say(`The new signing key is ${kid}.`)
}
