import { fileURLToPath } from 'node:url'
import { startProgram } from './scripted-process.ts'

const path = fileURLToPath(new URL('../../api/test/pseudo-forum.ts', import.meta.url))

/** `cookie` is of who may open the page; null for guests. */
type Place = { route: string; path: string; cookie: string | null }

/** A forum in a language made of accents, brackets and longer words, with all pages. */
export async function startPseudoForum() {
  const { greeting = '', send, stop } = await startProgram(path)
  const { origin, pages } = JSON.parse(greeting) as { origin: string; pages: Place[] }
  return {
    origin,
    pages,
    /** What people wrote in it, of all tables, as letters and digits. */
    contents: async () => plain((await send({ contents: true })) ?? ''),
    stop
  }
}

/** Letters and digits of a text, to find it whatever stands between them. */
export const plain = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()

export type Looked = {
  /** Texts without any word of the messages. */
  foreign: string[]
  /** Texts wider than their boxes. */
  clipped: string[]
  /** Lines in which two messages stand as one sentence. */
  assembled: string[]
}

/** Runs in the page. */
export function lookAtWords(): Looked {
  const accents = /[⟦⟧áéíóúýñšřťÁÉÍÓÚÝÑŠŘŤ]/
  // Code, addresses and what is in a language of its own.
  const apart =
    'script, style, code, pre, kbd, svg, time, textarea, main [lang], .menu-items [lang]'
  const texts: Text[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  const shown = texts.filter(
    ({ data, parentElement }) =>
      data.trim() && parentElement?.checkVisibility() && !parentElement.closest(apart)
  )
  const named = ['aria-label', 'placeholder', 'title', 'alt', 'aria-description'].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)]
      .filter((element) => !element.closest(apart))
      .map((element) => element.getAttribute(name) ?? '')
  )
  // The forum's name stands last.
  const titles = document.title.split(' · ').slice(0, -1)
  const foreign = [...shown.map(({ data }) => data.trim()), ...named, ...titles].filter(
    (text) => /[A-Za-z]{2}/.test(text) && !accents.test(text)
  )
  const boxes = [...new Set(shown.map(({ parentElement }) => parentElement))].filter(
    (element) => element !== null
  )
  return { foreign, clipped: boxes.filter(isClipped).map(sayOf), assembled: linesOf(shown) }

  function isClipped(element: Element) {
    const { overflowX, display, clipPath } = getComputedStyle(element)
    const isScrolled = overflowX === 'auto' || overflowX === 'scroll'
    if (display === 'inline' || isScrolled || clipPath !== 'none' || element.clientWidth < 2)
      return false
    return accents.test(element.textContent) && element.scrollWidth > element.clientWidth + 1
  }

  function sayOf(element: Element) {
    const { localName, className } = element
    return `<${localName} class="${className}"> ${element.textContent.trim().slice(0, 60)}`
  }

  /** Messages within a message are its parameters. */
  function flat(line: string) {
    let depth = 0
    const isShown = (letter: string) => {
      if (letter === '⟦') return depth++ === 0
      return letter !== '⟧' || --depth === 0
    }
    return [...line].filter(isShown).join('')
  }

  /** Blocks in whose lines a message goes on where another one ended. */
  function linesOf(all: Text[]) {
    const byBlock = Map.groupBy(all, ({ parentElement }) => blockOf(parentElement))
    return [...byBlock]
      .map(([, nodes]) =>
        flat(
          nodes
            .map(({ data }) => data)
            .join('')
            .replace(/\s+/g, ' ')
        )
      )
      .filter((line) => /⟧ ?⟦[\p{Ll}]|⟧ \p{L}{2,} ⟦/u.test(line))
  }

  function blockOf(element: Element | null): Element | null {
    if (!element) return null
    return getComputedStyle(element).display === 'inline' ? blockOf(element.parentElement) : element
  }
}
