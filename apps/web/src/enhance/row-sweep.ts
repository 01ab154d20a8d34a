import { answeredPage } from './answered-page.ts'

/**
 * Shows in its row what the page of a sweep asks, with its button focused: the key that opened it
 * presses it. Without something to ask, the page itself says why.
 */
export async function openSweep(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy) return
  link.ariaBusy = 'true'
  const form = await formOf(link).catch(() => null)
  link.ariaBusy = null
  if (!form) return location.assign(link.href)
  form.action = link.dataset.sweep ?? form.action
  link.hidden = true
  // Before the link, as the key presses the first control that has it.
  link.before(form)
  form.querySelector('button')?.focus()
}

/** Takes the question away again. */
export function foldSweep(target: Element) {
  const form = target.closest('[data-sweep-form]')
  const link = form?.nextElementSibling
  if (!(link instanceof HTMLAnchorElement)) return
  form?.remove()
  link.hidden = false
  link.focus()
}

async function formOf({ href }: HTMLAnchorElement) {
  const response = await fetch(href, { headers: { accept: 'text/html' } })
  return answeredPage(await response.text()).querySelector<HTMLFormElement>('[data-sweep-form]')
}
