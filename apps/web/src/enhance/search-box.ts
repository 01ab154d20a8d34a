import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'

type Suggestions = { items: { title: string; url: string }[] }

/** Suggests threads by title while typing; picking one opens it. */
class SearchBox extends HTMLElement {
  #asked = ''

  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (url) => location.assign(url))
    const suggest = debounced(() => void this.#suggest(field, list), 150)
    field.addEventListener('input', (event) => event.isComposing || suggest())
    field.addEventListener('compositionend', suggest)
    // Typed while this was loading.
    suggest()
  }

  async #suggest(field: HTMLInputElement, list: Listbox) {
    const q = field.value.trim()
    this.#asked = q
    if (q.length < 2 || document.activeElement !== field) return list.close()
    const path = `/search/suggestions?q=${encodeURIComponent(q.slice(0, 100))}`
    const { items } = await call<Suggestions>('GET', path).catch(() => ({ items: [] }))
    if (this.#asked !== q || document.activeElement !== field) return
    list.show(items.map(({ title, url }) => ({ label: title, value: url })))
  }
}

customElements.define('search-box', SearchBox)
