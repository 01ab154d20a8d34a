import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { createProgram, addStartCommands } from '../../src/cli/program.ts'
import { run } from './server.ts'

// It would have to be created first.
const noData = { STOA_DATA: '/proc/stoa' }
const help = (...args: string[]) => run('cli', noData, [...args, '--help']).exit

/** Each command as it is typed, those below others too. */
const typed = (command: Command, above: string[] = []): string[][] =>
  command.commands.flatMap((one) => [[...above, one.name()], ...typed(one, [...above, one.name()])])

test('the help lists all commands, and each has its own, without a database', async () => {
  const { code, stdout } = await help()
  const program = createProgram()
  addStartCommands(program)
  const all = typed(program)
  const own = all.filter(([name = '']) => !['start', 'web', 'worker'].includes(name))
  expect([code, all.length]).toEqual([0, own.length + 3])
  for (const words of own) {
    expect(stdout).toContain(`  ${words[0]}`)
    expect(await help(...words)).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout: expect.stringContaining(`npm run stoa -- ${words.join(' ')}`)
    })
  }
})

test('the launcher of a release has help for what it starts itself, and starts nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-test-'))
  const stoa = join(folder, 'bin/stoa')
  mkdirSync(join(folder, 'bin'))
  const script = readFileSync(new URL('../../release/launcher.sh', import.meta.url), 'utf8')
  const machine = execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim()
  const filled = script.replaceAll('@machine@', machine).replaceAll('@glibc@', '2.0')
  writeFileSync(stoa, filled.replaceAll('@flags@', ''), { mode: 0o755 })
  writeFileSync(join(folder, 'bin/node'), '#!/bin/sh\necho "$@"', { mode: 0o755 })
  const asked = (...args: string[]) => execFileSync(stoa, args, { encoding: 'utf8' }).trim()
  for (const name of ['start', 'web', 'worker']) {
    expect(asked(name)).toMatch(/main\.js$/)
    expect(asked(name, '--help')).toMatch(new RegExp(`cli\\.js ${name} --help$`))
  }
  rmSync(folder, { recursive: true })
})

const file = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../build/${name}`, import.meta.url)), 'utf8')

/** A built file with all that it imports before it runs. */
function withImports(name: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(name)) return found
  found.set(name, file(name))
  for (const [, imported = ''] of file(name).matchAll(/^(?:import|export).* from "\.\/(.+)";$/gm))
    withImports(imported, found)
  return found
}

test('commands load the server only when they run', () => {
  const texts = [...withImports('cli.js').values()].join('')
  const loads = (word: string) => texts.includes(word)
  expect(['commander', 'fastify', 'markdown-it', 'nodemailer'].filter(loads)).toEqual(['commander'])
})
