import './article-link.ts'
import { insertBlock } from './composer-editing.ts'

// Inserts articles into answers in public, for those who answer for the organisation.

const detailOf = (event: Event) => (event as CustomEvent<string>).detail

const composerOf = ({ target }: Event) => (target as Element).closest('stoa-composer')

function insert(event: Event) {
  const area = composerOf(event)?.querySelector('textarea')
  if (!area) return
  const text = { value: area.value, start: area.selectionStart, end: area.selectionEnd }
  const { value, start, end } = insertBlock(text, detailOf(event))
  area.value = value
  area.focus()
  area.setSelectionRange(start, end)
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function say(event: Event) {
  const status = composerOf(event)?.querySelector('[data-status]')
  if (status) status.textContent = detailOf(event)
}

document.addEventListener('insert', insert)
document.addEventListener('refused', say)
