import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readConfiguredProviders } from '@stoa/accounts/providers'
import { createDatabase } from '../database.ts'
import { argumentsOf, commandsIn, commandsOf } from './commands.ts'
import { documents, root } from './documents.ts'
import { faultIn } from './elsewhere.ts'
import { run } from './run.ts'
import { startScratchForum } from './scratch.ts'

const scratch = startScratchForum()
const { forum } = scratch
// The others name commands without all that they need.
const guides = documents.filter(({ path }) => path === 'README.md' || path.startsWith('docs/'))
const commands = [...new Set(guides.flatMap(commandsOf).map(({ command }) => command))].toSorted()

/** Started by the launcher of a release, not by the program of the commands. */
const isStart = (command: string) => /stoa (?:start|web|worker)$/.test(command)
const runnable = commands.filter((command) => argumentsOf(command) && !isStart(command))
/** What is called in several ways runs once. */
const ofStoa = new Map(
  runnable.map((command) => [argumentsOf(command)?.join(' '), command])
).values()
const setting = /^(STOA_[A-Z_]+)='(.*)'$/s
const inShell = /^(?:curl .*https:\/\/forum\.example\.org|deploy\/compose-env\.sh )/s
const others = commands.filter((command) => !argumentsOf(command) || isStart(command))

let serial = 0
const fresh = () => join(scratch.folder, `new-${(serial += 1)}.backup`)
const made = () => join(scratch.folder, 'made.backup')

/** What a word of a command is here: files below the folder, people of the forum. */
function wordHere(word: string): string {
  if (word === 'USERNAME') return 'alice'
  if (word === 'FILE') return 'found.json'
  return word.replace(/^\/(?=safe\/|var\/)/, `${scratch.folder}/`)
}

function argumentsHere([name = '', first = '', ...rest]: string[]): string[] {
  const isFile = first !== '' && !first.startsWith('-')
  if (name === 'backup' && isFile) return [name, fresh(), ...rest]
  if (name === 'restore' || name === 'backup:verify') return [name, made()]
  return [name, first, ...rest].filter(Boolean).map(wordHere)
}

/** Commands that need a forum without anybody. */
const needsEmpty = ['restore', 'setup-link', 'seed']

test.each([...ofStoa])('"%s" runs', async (command) => {
  const args = argumentsHere(argumentsOf(command) ?? [])
  if (!needsEmpty.includes(args[0] ?? '')) return void (await run(scratch, args))
  const empty = await createDatabase()
  await run(scratch, args, empty.target).finally(() => empty.drop())
})

const execute = promisify(execFile)

test.each(others.filter((command) => inShell.test(command)))(
  'the shell runs: %s',
  async (command) => {
    const here = command
      .replaceAll('https://forum.example.org', forum.origin)
      .replaceAll('deploy/.env', join(scratch.folder, '.env'))
    const env = { PATH: process.env['PATH'], TOKEN: scratch.token }
    await execute('sh', ['-euc', here.replaceAll('curl ', 'curl --fail-with-body ')], {
      cwd: root,
      env
    })
  }
)

test('settings that are written out are accepted', () => {
  const given = others.flatMap((command) => {
    const [, name, value] = setting.exec(command) ?? []
    return name && value ? [{ name, value }] : []
  })
  expect(given.map(({ name }) => name)).toEqual(['STOA_SIGN_IN_PROVIDERS'])
  expect(readConfiguredProviders(given[0]?.value)).toHaveLength(1)
})

test('every other command names the test that tries it, and files that exist', () => {
  const left = others.filter((command) => !inShell.test(command) && !setting.test(command))
  expect(left.map(faultIn).filter((fault) => fault !== undefined)).toEqual([])
})

test('a command that nothing runs is found, and so is a missing file', () => {
  expect(faultIn('rm -rf /var/lib/stoa')).toContain('nothing runs it')
  expect(faultIn('systemctl restart stoa-gone.service')).toContain('is no file')
  expect(faultIn('docker compose -f deploy/gone.yaml up')).toContain('is no file')
})

test('commands of several lines are one, and comments are none', () => {
  expect(commandsIn('# a\nstoa b  # c\n\ncurl d \\\n  -e\nf \'{\n  "g": 1 }\'\n')).toEqual([
    'stoa b',
    'curl d \\\n  -e',
    'f \'{\n  "g": 1 }\''
  ])
})
