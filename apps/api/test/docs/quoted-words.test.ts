import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, root } from './documents.ts'

type Message = string | { match?: Record<string, string> }[]

/** Every text on screen in a language. */
function messagesIn(language: string): Set<string> {
  const files = globSync(`packages/messages/*/${language}.json`, { cwd: root })
  const messages = files.flatMap((file) =>
    Object.values(JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, Message>)
  )
  return new Set(
    messages.flatMap((message) =>
      typeof message === 'string'
        ? message
        : message.flatMap(({ match = {} }) => Object.values(match))
    )
  )
}

/** Guides that quote buttons and titles, and nothing else. */
const guides = ['announcing', 'desk', 'installing', 'moderating']
const languages = { en: '.md', 'zh-CN': '.zh-CN.md' }

test.each(Object.entries(languages))(
  'words that are quoted in %s are on screen',
  (language, end) => {
    const messages = messagesIn(language)
    const quoted = documents
      .filter(({ path }) => guides.some((name) => path === `docs/${name}${end}`))
      .flatMap(({ prose }) => [...prose.replaceAll(/\s+/g, ' ').matchAll(/“([^”]+)”/g)])
      .map(([, words = '']) => words)
    expect(quoted.length).toBeGreaterThan(30)
    expect(quoted.filter((words) => !messages.has(words))).toEqual([])
  }
)
