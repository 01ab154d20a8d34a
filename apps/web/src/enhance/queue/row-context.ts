import { loadPart } from '../answered-page.ts'
import { debounced } from '../keyboard.ts'

// Beside the list on a wide page: the author of the row that has the focus, and what was said
// around it. It is part of a page of its own, to which the row names the address.
const isWide = matchMedia('(width >= 80rem)')
const beside = document.querySelector<HTMLElement>('[data-beside-rows]')
let current: string | undefined

const show = debounced(() => void showCurrent(), 120)

function follow(row: Element | null | undefined) {
  const address = row?.getAttribute('data-beside')
  if (!isWide.matches || !address || address === current) return
  current = address
  show()
}

async function showCurrent() {
  const address = current
  if (address === undefined) return
  const part = await loadPart(address, '[data-beside-row]').catch(() => null)
  if (part && address === current) beside?.replaceChildren(part)
}

if (beside) {
  document.addEventListener('focusin', ({ target }) =>
    follow((target as Element).closest('[data-beside]'))
  )
  const first = () => follow(document.querySelector('[data-beside]'))
  isWide.addEventListener('change', first)
  first()
}
