import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importArticles } from '@stoa/articles/files'
import { guest } from '@stoa/core'
import type { Forum } from '../src/forum.ts'
import { createTexts, randomNumbers } from './texts.ts'

const count = 20
const paragraphs = 12

/** Publishes guides of usual length, half of them in Chinese. */
export async function fillArticles(forum: Forum): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-bench-articles-'))
  const texts = createTexts(randomNumbers(11))
  try {
    for (const at of Array(count).keys()) {
      const language = at % 2 === 0 ? 'en' : 'zh-CN'
      const parts = Array.from({ length: paragraphs }, (_, part) =>
        part % 4 === 0 ? `## ${texts.title(language)}` : texts.body(language)
      )
      const words = { title: `${texts.title(language)} ${at}`, summary: texts.title(language) }
      const head = JSON.stringify({ ...words, kind: 'guide' })
      await writeFile(
        join(folder, `guide-${at}.${language}.md`),
        `---\n${head}\n---\n\n${parts.join('\n\n')}\n`
      )
    }
    const actor = { ...guest, id: 1, role: 'admin' as const }
    const { failures } = await importArticles({ ...forum.context(), actor }, folder, {
      publish: true
    })
    if (failures[0]) throw new Error(`${failures[0].file}: ${failures[0].error.message}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}
