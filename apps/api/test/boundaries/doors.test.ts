import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The door of threads may be wider. Tables, shapes and the corpus are lists. */
const widest: Record<string, number> = { '@stoa/threads': 60 }
const lists = ['./schema', './tables', './contract', './corpus']
const packages = readdirSync('packages')

const doorsOf = (name: string) => {
  const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8')) as {
    exports: Record<string, string>
  }
  const doors = Object.keys(manifest.exports).filter((door) => !lists.includes(door))
  return doors.map((door) => `@stoa/${name}${door.slice(1)}`)
}

const valuesOf = async (door: string) => Object.keys((await import(door)) as object)

test.each(packages.flatMap(doorsOf))('%s offers at most 40 values, threads 60', async (door) => {
  expect((await valuesOf(door)).length).toBeLessThanOrEqual(widest[door] ?? 40)
})
