import './row-context.ts'
import './row-shortcuts.ts'
import { answeredPage, showMain } from './answered-page.ts'
import { focusAfter, rowName, rows } from './row-focus.ts'
import { foldSweep, openSweep } from './row-sweep.ts'
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
      const response = await fetch(url, { headers: { accept: 'text/html' }, ...init })
      const page = answeredPage(await response.text())
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
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) {
      const fresh = page.querySelector(`[data-part=${part.dataset.part}]`)
      part.replaceChildren(...(fresh?.childNodes ?? []))
    }
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

customElements.define('live-queue', LiveQueue)
