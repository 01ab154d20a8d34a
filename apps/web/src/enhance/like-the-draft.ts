import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Match = { url: string; title: string; solved?: boolean }

/** Shows what is like the thread being written, from its title and the beginning of its text. */
abstract class LikeTheDraft extends HTMLElement {
  /** Where to ask, and how many characters of the text it takes. */
  protected abstract readonly path: string
  protected abstract readonly mostOfBody: number

  connectedCallback() {
    const form = this.closest('form')
    const title = form?.querySelector<HTMLInputElement>('[name=title]')
    const body = form?.querySelector<HTMLTextAreaElement>('[name=body]')
    const valueOf = (field: typeof title | typeof body) => field?.value.trim() ?? ''
    const look = debounced(() => void this.#look(valueOf(title), valueOf(body)), 400)
    for (const field of [title, body]) {
      field?.addEventListener('input', (event) => (event as InputEvent).isComposing || look())
      field?.addEventListener('compositionend', look)
    }
    if (title?.value) look()
  }

  async #look(title: string, body: string) {
    if (title.length < 4) return this.replaceChildren()
    const draft = new URLSearchParams({ title, body: body.slice(0, this.mostOfBody) })
    const path = `${this.path}?${draft}`
    const { items } = await call<{ items: Match[] }>('GET', path).catch(() => ({ items: [] }))
    if (items.length === 0) return this.replaceChildren()
    const heading = document.createElement('p')
    heading.textContent = this.dataset.title ?? ''
    const list = document.createElement('ul')
    list.append(...items.map((item) => this.#draw(item)))
    this.replaceChildren(heading, list)
  }

  #draw({ url, title, solved }: Match) {
    const link = document.createElement('a')
    Object.assign(link, { href: url, textContent: title, target: '_blank', className: 'link' })
    const item = document.createElement('li')
    item.append(link, solved ? ` · ${this.dataset.solved}` : '')
    return item
  }
}

// Addresses of 16 KB are refused, and a character of Chinese takes nine bytes of one.
class SimilarThreads extends LikeTheDraft {
  protected readonly path = '/threads/similar'
  protected readonly mostOfBody = 400
}

/** Announcements that hold now. */
class MatchingAnnouncements extends LikeTheDraft {
  protected readonly path = '/announcements/matching'
  protected readonly mostOfBody = 200
}

customElements.define('similar-threads', SimilarThreads)
customElements.define('matching-announcements', MatchingAnnouncements)
