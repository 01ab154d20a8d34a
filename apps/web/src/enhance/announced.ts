import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Matching = { items: { url: string; title: string }[] }

/** Shows announcements that hold now and speak of what is being asked. */
class MatchingAnnouncements extends HTMLElement {
  connectedCallback() {
    const title = this.closest('form')?.querySelector<HTMLInputElement>('[name=title]')
    const look = debounced(() => void this.#look(title?.value.trim() ?? ''), 400)
    title?.addEventListener('input', (event) => event.isComposing || look())
    title?.addEventListener('compositionend', look)
    if (title?.value) look()
  }

  async #look(title: string) {
    if (title.length < 4) return this.replaceChildren()
    const path = `/announcements/matching?${new URLSearchParams({ title })}`
    const { items } = await call<Matching>('GET', path).catch(() => ({ items: [] }))
    if (items.length === 0) return this.replaceChildren()
    const heading = document.createElement('p')
    heading.textContent = this.dataset.title ?? ''
    const list = document.createElement('ul')
    list.append(...items.map(draw))
    this.replaceChildren(heading, list)
  }
}

function draw({ url, title }: Matching['items'][number]) {
  const link = document.createElement('a')
  Object.assign(link, { href: url, textContent: title, target: '_blank', className: 'link' })
  const item = document.createElement('li')
  item.append(link)
  return item
}

customElements.define('matching-announcements', MatchingAnnouncements)
