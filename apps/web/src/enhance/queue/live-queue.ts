import './row-context.ts'
import './row-shortcuts.ts'
import { loadPage, showMain, showParts, loadPart } from '../answered-page.ts'
import { focusNamed, isChanged, nameOf, typeAgain, typedIn } from './typed-state.ts'

type Answer = { page: Document; isRefused: boolean }

/**
 * A list of work. Its forms are sent in the background; what the answered page has in each
 * `data-part` replaces what is here, and focus moves to the next row.
 */
class LiveQueue extends HTMLElement {
  /** Acts are sent one after the other. */
  #turn: Promise<void> = Promise.resolve()
  #search = location.search

  connectedCallback() {
    this.addEventListener('submit', (event) => this.#submit(event))
    this.addEventListener('click', (event) => this.#click(event))
    this.addEventListener('change', ({ target }) => chooseFilter(target as Element))
    this.addEventListener('keydown', ({ key, target }) => {
      if (key !== 'Escape') return
      fold((target as Element).closest('[data-reasons]'), false)
      foldSweep(target as Element)
    })
    window.addEventListener('popstate', () => {
      if (location.search !== this.#search) void this.#visit(location.href)
    })
    // Chosen before this script had loaded.
    for (const list of this.querySelectorAll('select')) if (isChanged(list)) chooseFilter(list)
    const { openedRow } = (history.state ?? {}) as { openedRow?: string }
    if (openedRow) focusAfter(openedRow, [])
  }

  #submit(event: SubmitEvent) {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    // A second press before the answer would act twice.
    if (form.ariaBusy) return
    const data = [...new FormData(form, event.submitter)]
    const fields = new URLSearchParams(data.filter(isText))
    if (form.method === 'get') return void this.#go(`${form.action}?${fields}`, form)
    form.ariaBusy = 'true'
    this.#turn = this.#turn.then(() => this.#act(form, fields)).catch(reportError)
  }

  #click(event: MouseEvent) {
    const target = event.target as Element
    const summary = target.closest('[data-reasons] > summary')
    const link = target.closest<HTMLAnchorElement>('a[data-in-place]')
    const sweep = target.closest<HTMLAnchorElement>('a[data-sweep]')
    const openedRow = rowName(target.closest('a')?.closest('[data-row]'))
    // After going back, its row has focus again.
    if (openedRow) history.replaceState({ openedRow }, '')
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(summary ?? link ?? sweep)) return
    event.preventDefault()
    if (sweep) return void openSweep(sweep)
    if (link) return void this.#go(link.href)
    const details = summary?.parentElement as HTMLDetailsElement
    fold(details, !details.open)
  }

  async #act(form: HTMLFormElement, body: URLSearchParams) {
    const name = rowName(form.closest('[data-row]'))
    const answer = await this.#ask(form.action, { method: 'POST', body })
    form.ariaBusy = null
    if (!answer) return
    const before = rows().map(rowName)
    this.#show(answer, form)
    focusAfter(name, before)
    // Why it was refused, or what has changed, has to be seen; keys go on acting on the row.
    this.querySelector('[data-part] [role=alert]')?.scrollIntoView({ block: 'nearest' })
  }

  async #go(url: string, sent?: HTMLFormElement) {
    if (!(await this.#visit(url, sent))) return
    history.pushState(null, '', url)
    this.#search = location.search
  }

  async #visit(url: string, sent?: HTMLFormElement): Promise<boolean> {
    const answer = await this.#ask(url)
    if (!answer) return false
    const { activeElement } = document
    const row = rowName(activeElement?.closest('[data-row]'))
    const control = activeElement && nameOf(activeElement)
    this.#show(answer, sent)
    if (row) focusAfter(row, [])
    else if (control) focusNamed(this, control)
    return true
  }

  /** The answered page; one without a queue is shown instead of this one. */
  async #ask(url: string, init?: RequestInit): Promise<Answer | undefined> {
    try {
      const { page, response } = await loadPage(url, init)
      this.#markUnreachable(false)
      if (page.querySelector('live-queue')) return { page, isRefused: !response.ok }
      if (response.redirected) location.assign(response.url)
      else showMain(page)
    } catch {
      this.#markUnreachable(true)
    }
    return undefined
  }

  #markUnreachable(isUnreachable: boolean) {
    const notice = this.querySelector<HTMLElement>('[data-unreachable]')
    if (!notice) return
    notice.hidden = !isUnreachable
    if (!isUnreachable) return
    this.querySelector('[data-part=done]')?.replaceChildren()
    notice.scrollIntoView({ block: 'nearest' })
  }

  /** @param sent what was typed in it is dropped unless it was refused */
  #show({ page, isRefused }: Answer, sent?: HTMLFormElement) {
    const typed = typedIn(this, isRefused ? undefined : sent)
    showParts(this, page)
    typeAgain(this, typed)
  }
}

const isText = (entry: [string, FormDataEntryValue]): entry is [string, string] =>
  typeof entry[1] === 'string'

function chooseFilter(target: Element) {
  if (!(target instanceof HTMLSelectElement)) return
  if (target.form?.method === 'get') target.form.requestSubmit()
}

/** Opens or closes the reasons of a row; focus stays in the row, where shortcuts work. */
function fold(details: Element | null, open: boolean) {
  if (!(details instanceof HTMLDetailsElement)) return
  details.open = open
  details.querySelector<HTMLElement>(open ? 'button' : 'summary')?.focus()
}

/** The rows of a list of work, in order. */
export const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]

/** What names a row, so that it is found again after the list has changed. */
export const rowName = (row: Element | null | undefined) =>
  row?.getAttribute('aria-labelledby') ?? null

/**
 * Moves focus to the row that was acted on, or to the one that took its place, after an undo to the
 * returned row, and without rows to the current tab.
 * @param before names of the rows before the act
 */
export function focusAfter(name: string | null, before: (string | null)[]) {
  const left = rows()
  const same = left.find((row) => name !== null && rowName(row) === name)
  const back = name === null ? left.find((row) => !before.includes(rowName(row))) : undefined
  const index = Math.min(Math.max(before.indexOf(name), 0), left.length - 1)
  const place = (same ?? back ?? left[index])?.querySelector<HTMLElement>('a[href]')
  const tab = document.querySelector<HTMLElement>('main nav [aria-current]')
  ;(place ?? tab)?.focus({ preventScroll: same !== undefined })
}

const formOfSweep = '[data-sweep-form]'

/**
 * Shows in its row what the page of a sweep asks, with its button focused: the key that opened it
 * presses it. Without something to ask, the page itself says why.
 */
export async function openSweep(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy) return
  link.ariaBusy = 'true'
  const form = await loadPart<HTMLFormElement>(link.href, formOfSweep).catch(() => null)
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
  const form = target.closest(formOfSweep)
  const link = form?.nextElementSibling
  if (!(link instanceof HTMLAnchorElement)) return
  form?.remove()
  link.hidden = false
  link.focus()
}

customElements.define('live-queue', LiveQueue)
