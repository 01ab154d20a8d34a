import { appendFile, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { dataFolder } from './mailbox.ts'

type Violation = Pick<axe.Result, 'id' | 'nodes'>

/** Rules about one element as it stands in its ancestors; they take most of the time. */
const rulesOfElements = [
  ...['aria-allowed-attr', 'aria-conditional-attr', 'aria-prohibited-attr', 'aria-valid-attr'],
  ...['aria-valid-attr-value', 'autocomplete-valid', 'color-contrast'],
  'label-content-name-mismatch'
]

/**
 * Accessibility violations of the open document. It is checked if it has kinds of elements that no
 * test has shown yet in this width and colour scheme, by the rules of elements in those only.
 */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  const byKind = await page.evaluateHandle(elementsByKind)
  const unseen = await unseenOf(await byKind.evaluate((elements) => [...elements.keys()]))
  if (unseen.length === 0) return []
  await page.evaluate(axe.source)
  const violations = await byKind.evaluate(check, { unseen, rulesOfElements })
  await appendFile(seenFile(), unseen.map((kind) => `${kind}\n`).join(''))
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
    return `Accessibility of ${page.url()}: ${id}\n${places.join('\n')}`
  })
}

const seenFile = () => join(dirname(dataFolder()), 'kinds-seen')

/** Kinds that this process knows; other workers add to the file. */
let seen = new Set<string>()

async function unseenOf(kinds: string[]) {
  if (kinds.every((kind) => seen.has(kind))) return []
  seen = new Set((await readFile(seenFile(), 'utf8').catch(() => '')).split('\n'))
  return kinds.filter((kind) => !seen.has(kind))
}

/** Runs in the page. A kind is tag, class and names of attributes, with those of all ancestors. */
function elementsByKind() {
  const digest = (text: string) => {
    let [a, b] = [0x9e3779b9, 0x85ebca6b]
    for (let at = 0; at < text.length; at += 1) {
      a = Math.imul(a ^ text.charCodeAt(at), 0x9e3779b1)
      b = Math.imul(b ^ text.charCodeAt(at), 0x5f356495)
    }
    return `${a >>> 0}.${b >>> 0}`
  }
  const left = new Set(['data-checked', 'value'])
  const look = `${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches}`
  const kinds = new Map<Element | null, string>([[null, look]])
  // No rule is about the others.
  const checked = ':not(script, style, link, template, input[type=hidden], svg *)'
  for (const element of document.querySelectorAll(checked)) {
    const attributes = [...element.attributes].filter(({ name }) => !left.has(name))
    const said = attributes.map(({ name, value }) => (value === '' ? `${name}=""` : name))
    const own = [element.getAttribute('class'), ...said, element.textContent?.trim() ? 'text' : '']
    const kind = `${kinds.get(element.parentElement)} ${element.localName} ${own.join()}`
    kinds.set(element, digest(kind))
  }
  kinds.delete(null)
  return Map.groupBy(kinds.keys() as Iterable<Element>, (element) => kinds.get(element) ?? '')
}

/** Runs in the page, in which axe has been loaded. */
async function check(
  byKind: Map<string, Element[]>,
  { unseen, rulesOfElements }: { unseen: string[]; rulesOfElements: string[] }
): Promise<Violation[]> {
  const { axe: checker } = window as unknown as { axe: typeof axe }
  const elements = unseen.flatMap((kind) => byKind.get(kind) ?? [])
  const mark = 'data-unseen'
  for (const element of elements) element.setAttribute(mark, '')
  checker.configure({ rules: rulesOfElements.map((id) => ({ id, selector: `[${mark}]` })) })
  const { violations } = await checker.run({ resultTypes: ['violations'], preload: false })
  for (const element of elements) element.removeAttribute(mark)
  return violations
}
