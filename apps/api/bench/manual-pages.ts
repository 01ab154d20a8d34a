import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export type ManualPage = { name: string; text: string }

const escapes: [RegExp, string][] = [
  [/\\f(?:\[[^\]]*\]|\(..|.)/g, ''],
  [/\\s[-+]?\d/g, ''],
  [/\\\((?:aq|cq|oq)/g, "'"],
  [/\\\((?:lq|rq|dq)/g, '"'],
  [/\\\(..|\\\[[^\]]*\]|\\\*(?:\(..|\[[^\]]*\]|.)/g, ' '],
  [/\\[|^&%:/,]|\\c/g, ''],
  [/\\-/g, '-'],
  [/\\e/g, '\\'],
  [/\\(.)/g, '$1']
]

/** The plain text of a page's roff source, without macros and font changes. */
export function plainText(roff: string): string {
  const lines = roff.split('\n').flatMap((line) => {
    if (/^['.]\s*(\\"|TH|de|ds|if|ie|el|nr|so|\.|ad|hy|nh|in|ti|ta|ft|sp)/.test(line)) return []
    const words = line.replace(/^['.]\s*[A-Za-z]{1,2}\b\s*/, '').replace(/^['.].*/, '')
    return [
      escapes.reduce((text, [from, to]) => text.replace(from, to), words).replaceAll('"', ' ')
    ]
  })
  return lines
    .join('\n')
    .replace(/[\p{Bidi_Control}\p{Noncharacter_Code_Point}]|(?!\n)\p{Cc}/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/**
 * Reads manual pages below `folder` (its `man1` … `man8`) as plain text, in order of their names.
 * @param wanted the maximum number; pages that only point to another are skipped
 */
export async function readManualPages(folder: string, wanted: number): Promise<ManualPage[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && /^man\d/.test(entry.parentPath.slice(folder.length + 1)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const pages: ManualPage[] = []
  for (const path of paths) {
    if (pages.length === wanted) break
    const bytes = await readFile(path)
    const text = plainText((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString())
    const name = (path.split('/').at(-1) ?? '').replace(/\.gz$/, '')
    if (text.length > 1_000) pages.push({ name, text })
  }
  return pages
}
