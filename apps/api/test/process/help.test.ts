import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from './server.ts'

// It would have to be created first.
const noData = { STOA_DATA: '/proc/stoa' }
const help = (...args: string[]) => run('cli', noData, [...args, '--help']).exit

test('the help lists all commands, and each has its own, without a database', async () => {
  const { code, stdout } = await help()
  const names = [...stdout.matchAll(/^ {2}([a-z][a-z:-]+) /gm)].map(([, name = '']) => name)
  expect([code, names]).toEqual([0, expect.arrayContaining(['user:create', 'backup', 'doctor'])])
  for (const name of names.filter((one) => one !== 'help'))
    expect(await help(name)).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout: expect.stringContaining(`npm run stoa -- ${name}`)
    })
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

test('commands of articles have their help, too', async () => {
  for (const name of ['import', 'export'])
    expect((await help('articles', name)).stdout).toContain(`npm run stoa -- articles ${name}`)
})

test('commands load the server only when they run', () => {
  const texts = [...withImports('cli.js').values()].join('')
  const loads = (word: string) => texts.includes(word)
  expect(['commander', 'fastify', 'markdown-it', 'nodemailer'].filter(loads)).toEqual(['commander'])
})
