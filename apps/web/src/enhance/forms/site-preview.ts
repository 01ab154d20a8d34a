const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text)

/**
 * Shows the words and colours of the form above it while they are typed, in the language that was
 * typed last.
 */
class SitePreview extends HTMLElement {
  connectedCallback() {
    document.addEventListener('input', ({ target }) => {
      const { name = '' } = target as HTMLInputElement
      const [kind, key = ''] = name.split('.')
      if (kind === 'words') this.dataset.language = key
      if (kind === 'words') this.#showWords()
      if (kind === 'accent') this.#showAccent(key, (target as HTMLInputElement).value)
    })
  }

  #showWords() {
    for (const shown of this.querySelectorAll<HTMLElement>('[data-shows]'))
      shown.textContent = this.#words(shown.dataset.shows ?? '')
  }

  /** @param fields names, the first with words is shown */
  #words(fields: string): string {
    const { language = '', fallback = '', host = '' } = this.dataset
    const names = fields.split(' ')
    const typed = names
      .flatMap((field) => [`words.${language}.${field}`, `words.${fallback}.${field}`])
      .map(valueOf)
      .find(Boolean)
    return typed ?? (names.includes('name') ? host : '')
  }

  #showAccent(theme: string, color: string) {
    const style = this.querySelector<HTMLElement>(`[data-theme-shown=${theme}]`)?.style
    if (isColor(color)) style?.setProperty('--color-accent', color)
    else style?.removeProperty('--color-accent')
  }
}

const valueOf = (name: string) =>
  document.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value.trim()

customElements.define('site-preview', SitePreview)
