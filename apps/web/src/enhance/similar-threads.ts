import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Similar = { items: { url: string; title: string; solved: boolean }[] }

// Addresses of 16 KB are refused, and a character of Chinese takes nine bytes of one.
const mostOfBody = 400

/** Shows threads like the one being written, from its title and the beginning of its text. */
class SimilarThreads extends HTMLElement {
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
    const draft = new URLSearchParams({ title, body: body.slice(0, mostOfBody) })
    const path = `/threads/similar?${draft}`
    const { items } = await call<Similar>('GET', path).catch(() => ({ items: [] }))
    if (items.length === 0) return this.replaceChildren()
    const heading = document.createElement('p')
    heading.textContent = this.dataset.title ?? ''
    const list = document.createElement('ul')
    list.append(...items.map((item) => this.#draw(item)))
    this.replaceChildren(heading, list)
  }

  #draw({ url, title, solved }: Similar['items'][number]) {
    const link = document.createElement('a')
    Object.assign(link, { href: url, textContent: title, target: '_blank', className: 'link' })
    const item = document.createElement('li')
    item.append(link, solved ? ` · ${this.dataset.solved}` : '')
    return item
  }
}

customElements.define('similar-threads', SimilarThreads)
