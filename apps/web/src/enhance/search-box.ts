import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'

type Suggestions = {
  items: { title: string; url: string; note: string | null }[]
  searchFor: string
}

/** Suggests while typing where the words may lead, and last to search for them; picking one opens it. */
class SearchBox extends HTMLElement {
  #asked = ''

  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (url) => location.assign(url))
    const suggest = debounced(() => void this.#suggest(field, list), 150)
    field.addEventListener('input', (event) => event.isComposing || suggest())
    field.addEventListener('compositionend', suggest)
    // Typed while this was loading; the words of results ask for no suggestions.
    if (field.value !== field.defaultValue) suggest()
  }

  async #suggest(field: HTMLInputElement, list: Listbox) {
    const q = field.value.trim()
    this.#asked = q
    if (q.length < 2 || document.activeElement !== field) return list.close()
    const path = `/search/suggestions?q=${encodeURIComponent(q.slice(0, 100))}`
    const found = await call<Suggestions>('GET', path).catch(() => undefined)
    if (!found || this.#asked !== q || document.activeElement !== field) return
    const places = found.items.map(({ title, url, note }) => ({
      label: title,
      value: url,
      ...(note && { note })
    }))
    const search = { label: found.searchFor, value: `/search?q=${encodeURIComponent(q)}` }
    list.show([...places, search])
  }
}

customElements.define('search-box', SearchBox)
