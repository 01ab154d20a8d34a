import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { markdownOfHtml } from './markdown-of-html.ts'

const run = promisify(execFile)

export type Page = { name: string; language: 'en' | 'zh-CN'; body: string }

const large = { maxBuffer: 50_000_000, timeout: 30_000 }
const packages = ['manpages', 'manpages-dev', 'manpages-zh']

/**
 * Turns manual pages of Debian to Markdown, half of them Chinese. Pages that only point to another,
 * or say little, are left out.
 * @throws Error that says what to install
 */
export async function manualPages(count: number): Promise<Page[]> {
  const paths = await pathsOf(packages)
  const pages = [
    ...(await pagesAmong(paths, /\/man\/(man\d\/[^/]+)\.gz$/, 'en', Math.ceil(count / 2))),
    ...(await pagesAmong(paths, /\/zh_CN\/(man\d\/[^/]+)\.gz$/, 'zh-CN', Math.floor(count / 2)))
  ]
  if (pages.length < count) throw new Error(`Only ${pages.length} pages are there. ${install}`)
  return pages
}

const install = `Install what is missing: apt-get install mandoc ${packages.join(' ')}`

async function pathsOf(names: readonly string[]): Promise<string[]> {
  try {
    await run('mandoc', ['-T', 'tree', '/dev/null'])
    return (await run('dpkg-query', ['-L', ...names], large)).stdout.split('\n').toSorted()
  } catch {
    throw new Error(`mandoc or the manual pages of Debian are missing. ${install}`)
  }
}

async function pagesAmong(
  paths: readonly string[],
  pattern: RegExp,
  language: Page['language'],
  count: number
) {
  const pages: Page[] = []
  for (const path of paths) {
    const name = pattern.exec(path)?.[1]
    if (name === undefined || pages.length === count) continue
    const body = await markdownOf(path)
    if (body.length > 1_000) pages.push({ name, language, body })
  }
  return pages
}

/** Of mdoc(7) mandoc writes Markdown itself, of man(7) HTML. */
async function markdownOf(path: string): Promise<string> {
  const markdown = await mandoc(path, 'markdown')
  return markdown === '' ? markdownOfHtml(await mandoc(path, 'html')) : markdown
}

async function mandoc(path: string, as: 'markdown' | 'html'): Promise<string> {
  const parameters = ['-K', 'utf-8', '-T', as, ...(as === 'html' ? ['-O', 'fragment'] : []), path]
  try {
    return (await run('mandoc', parameters, large)).stdout
  } catch (error) {
    // It ends so for each warning about the page; the text is there.
    return (error as { stdout?: string }).stdout ?? ''
  }
}
