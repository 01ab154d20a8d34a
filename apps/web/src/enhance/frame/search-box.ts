import { Listbox } from '../forms/listbox.ts'
import { suggest } from '../forms/suggest.ts'

type Suggestions = {
  items: { title: string; url: string; note: string | null }[]
  searchFor: string
}

/** Suggests while typing where the words may lead, and last to search for them; picking one opens it. */
class SearchBox extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (url) => location.assign(url))
    const search = () => `/search?q=${encodeURIComponent(field.value.trim())}`
    suggest<Suggestions>(field, list, {
      words: (typed) => (typed.trim().length < 2 ? undefined : typed.trim().slice(0, 100)),
      path: (q) => `/search/suggestions?q=${q}`,
      options: ({ items, searchFor }) => [
        ...items.map(({ title, url, note }) => ({
          label: title,
          value: url,
          ...(note && { note })
        })),
        { label: searchFor, value: search() }
      ],
      milliseconds: 150
    })
  }
}

customElements.define('search-box', SearchBox)
