/** Filters the list of categories while words are typed. Without scripts the form asks the server. */
class CategoryFilter extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    field?.addEventListener('input', () => this.#show(plain(field.value).trim()))
  }

  #show(words: string) {
    for (const item of this.querySelectorAll('li'))
      item.hidden = !plain(item.textContent).includes(words)
    const status = this.querySelector<HTMLElement>('[role=status]')
    if (status) status.hidden = this.querySelector('li:not([hidden])') !== null
  }
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

customElements.define('category-filter', CategoryFilter)
