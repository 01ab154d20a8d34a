import './article-link.ts'
import { edit, insertBlock } from './edit.ts'

// Inserts articles into answers in public, for those who answer for the organisation.

const detailOf = (event: Event) => (event as CustomEvent<string>).detail

const composerOf = ({ target }: Event) => (target as Element).closest('stoa-composer')

function insert(event: Event) {
  const area = composerOf(event)?.querySelector('textarea')
  if (area) edit(area, (text) => insertBlock(text, detailOf(event)))
}

function say(event: Event) {
  const status = composerOf(event)?.querySelector('[data-status]')
  if (status) status.textContent = detailOf(event)
}

document.addEventListener('insert', insert)
document.addEventListener('refused', say)
