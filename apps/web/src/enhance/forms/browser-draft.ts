/**
 * Offers the latest question that was saved in this browser only, or says that the form is filled
 * with it.
 */
class BrowserDraft extends HTMLElement {
  connectedCallback() {
    const opened = new URLSearchParams(location.search).get('draft')
    const drafts = savedDrafts()
    const draft = drafts.find(({ key }) => key === opened) ?? drafts[0]
    // The page itself speaks of the one that the server has.
    if (draft && !document.querySelector(`[data-discards="${draft.key}"]`))
      this.#offer(draft, draft.key === opened)
  }

  #offer({ key, title, body, savedAt }: Saved, isOpened: boolean) {
    const { dated = '', undated = '' } = this.dataset
    const date = savedAt && longDate().format(Date.parse(savedAt))
    this.#part('[data-words]').textContent = date ? dated.replace('#', date) : undated
    this.#part('[data-title]').textContent = isOpened ? '' : title || (body ?? '').slice(0, 80)
    this.#part('[data-continue]').setAttribute('href', `/ask?draft=${key}`)
    this.#part(isOpened ? '[data-continue]' : '[data-start]').remove()
    const form = this.#part('form')
    form.dataset.discards = key
    form.addEventListener('submit', () => localStorage.removeItem(`draft:${key}`))
    this.hidden = false
  }

  #part = (selector: string) => this.querySelector(selector) as HTMLElement
}

type Saved = { key: string; title?: string; body?: string; savedAt?: string }

const longDate = () => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' })

/** Questions in this browser, the latest first. */
const savedDrafts = (): Saved[] =>
  Object.entries(localStorage)
    .filter(([name]) => /^draft:ask(:|$)/.test(name))
    .map(([name, kept]) => ({ ...(JSON.parse(kept as string) as Saved), key: name.slice(6) }))
    .sort((one, other) => ((one.savedAt ?? '') < (other.savedAt ?? '') ? 1 : -1))

customElements.define('browser-draft', BrowserDraft)
