import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../demo/articles', import.meta.url))

/** Paths of articles, without language and ending, by their titles in every language. */
export async function articlePaths(): Promise<Map<string, string>> {
  const files = await readdir(folder, { recursive: true })
  const texts = files.filter((name) => name.endsWith('.md'))
  return new Map(
    await Promise.all(
      texts.map(async (name): Promise<[string, string]> => {
        const [, title = ''] =
          /^title: (.*)$/m.exec(await readFile(join(folder, name), 'utf8')) ?? []
        return [title.replace(/^'(.*)'$/, '$1'), name.replace(/\.[\w-]+\.md$/, '')]
      })
    )
  )
}
