import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const numberIn = (path: string, name: string) =>
  new RegExp(`${name} = (\\d+)`).exec(readFileSync(path, 'utf8'))?.[1]

test('the pages count as many posts per page of a thread as threads', () => {
  const shown = numberIn('apps/web/src/lib/threads/posts.ts', 'postsPerPage')
  expect(shown).toBeDefined()
  expect(shown).toBe(numberIn('packages/threads/src/urls.ts', 'pageSize'))
})
