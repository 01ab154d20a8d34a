import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicKeys, rotateKey } from '@stoa/announcements'
import { startForum } from '../forum.ts'
import { run } from '../process/server.ts'
import { announce, announcer } from './writing.ts'

const forum = startForum()
let folder: string
let copy: { document: { type: string }; signature: string }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stoa-verify-'))
  const id = await announce(await announcer(forum))
  copy = (await forum.guest.get(`/announcements/${id}/signed`)).body
})
afterAll(() => rm(folder, { recursive: true }))

/** Writes a file with a copy and returns its path. */
async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Runs `npm run stoa -- verify` with a file of trusted keys. */
async function verify(found: unknown) {
  const keys = await file('keys.json', await publicKeys(forum.context()))
  return run('cli', {}, ['verify', await file('found.json', found), '--keys', keys]).exit
}

test('verify says who signed a genuine copy and when, even after a key rotation', async () => {
  const genuine = { code: 0, stdout: expect.stringContaining(`Genuine: signed by ${forum.origin}`) }
  expect(await verify(copy)).toMatchObject(genuine)
  await rotateKey(forum.context())
  expect(await verify(copy)).toMatchObject({ ...genuine, stderr: '' })
})

test('verify exits with 1 and one sentence for a changed copy or none at all', async () => {
  const changed = { ...copy, document: { ...copy.document, type: 'risk' } }
  const reasons = [
    [changed, 'was changed after it was signed'],
    ['<html>', 'is not a signed copy']
  ] as const
  for (const [found, reason] of reasons) {
    const { code, stdout, stderr } = await verify(found)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(reason)])
  }
})

test('verify checks every copy in a feed and that titles match', async () => {
  const read = (form: string) =>
    forum.guest.inject({ method: 'GET', url: `/announcements/feed.${form}?lang=en` })
  const atom = (await read('xml')).text
  const genuine = { code: 0, stdout: expect.stringContaining('Genuine: “Withdrawals of USDT') }
  expect(await verify(atom)).toMatchObject(genuine)
  const renamed = (await read('json')).text.replace('Withdrawals of USDT', 'Withdrawals of BTC')
  expect((await verify(renamed)).stderr).toContain('has another title than what was signed')
  const unsigned = atom.replace(/<stoa:signed.*<\/stoa:signed>/s, '')
  expect((await verify(unsigned)).stderr).toContain('is not a signed copy')
})

test('verify trusts only the given keys', async () => {
  const keys = await file('none.json', { keys: [] })
  const found = await file('found.json', copy)
  const { code, stderr } = await run('cli', {}, ['verify', found, '--keys', keys]).exit
  expect([code, stderr]).toEqual([1, expect.stringContaining('not trusted here')])
  const lost = await run('cli', {}, ['verify', join(folder, 'lost.json'), '--keys', keys]).exit
  expect(lost).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read') })
})
