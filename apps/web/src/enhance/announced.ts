import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Matching = { items: { url: string; title: string }[] }

// Addresses of 16 KB are refused, and a character of Chinese takes nine bytes of one.
const mostOfBody = 200

/** Shows announcements that hold now and speak of what is being asked. */
class MatchingAnnouncements extends HTMLElement {
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
    const path = `/announcements/matching?${draft}`
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
