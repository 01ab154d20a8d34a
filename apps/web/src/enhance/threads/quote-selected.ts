import { debounced } from '../keyboard.ts'

// Beside words that are selected in a post, a copy of the post's button that quotes them.
const gap = 8

let shown: HTMLElement | undefined

function offer() {
  shown?.remove()
  const selection = getSelection()
  const original = selection && buttonFor(selection)
  if (!original) return
  shown = original.cloneNode(true) as HTMLElement
  shown.className = 'button button-small quote-here'
  // Pressing it must leave the words selected.
  shown.addEventListener('pointerdown', (event) => event.preventDefault())
  shown.addEventListener('click', (event) => {
    event.preventDefault()
    event.stopPropagation()
    original.click()
    getSelection()?.empty()
  })
  document.body.append(shown)
  place(shown, selection.getRangeAt(0).getBoundingClientRect())
}

/** The quote button of the post whose text has the whole selection. */
function buttonFor({ isCollapsed, anchorNode, focusNode }: Selection): HTMLElement | undefined {
  if (isCollapsed) return undefined
  const [first, last] = [anchorNode, focusNode].map((node) =>
    node?.parentElement?.closest('.post[id] .prose')
  )
  const post = first && first === last ? first.closest('.post') : null
  return post?.querySelector<HTMLElement>('button[name=quoted]') ?? undefined
}

/** Below the words, where the menus of phones are not. */
function place(button: HTMLElement, { left, bottom, width }: DOMRect) {
  const most = document.documentElement.clientWidth - button.offsetWidth - gap
  const middle = left + (width - button.offsetWidth) / 2
  button.style.left = `${scrollX + Math.max(gap, Math.min(middle, most))}px`
  button.style.top = `${scrollY + bottom + gap}px`
}

// Before, pressing the button would send the form instead. Words may have been selected meanwhile.
void customElements.whenDefined('stoa-composer').then(() => {
  document.addEventListener('selectionchange', debounced(offer, 200))
  offer()
})
