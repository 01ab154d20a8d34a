import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Similar = { items: { url: string; title: string; solved: boolean }[] }

/** Shows threads like the one being written, from its title. */
class SimilarThreads extends HTMLElement {
  connectedCallback() {
    const title = this.closest('form')?.querySelector<HTMLInputElement>('[name=title]')
    const look = debounced(() => void this.#look(title?.value.trim() ?? ''), 400)
    title?.addEventListener('input', (event) => event.isComposing || look())
    title?.addEventListener('compositionend', look)
    if (title?.value) look()
  }

  async #look(title: string) {
    if (title.length < 4) return this.replaceChildren()
    const path = `/threads/similar?title=${encodeURIComponent(title)}`
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
