const root = document.documentElement

/** Writes a choice into the document and into a cookie that the server reads. */
function choose(name: 'theme' | 'density', value: string) {
  root.dataset[name] = value
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}

function switchTheme() {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  choose('theme', (root.dataset['theme'] ?? system) === 'dark' ? 'light' : 'dark')
}

const isCompact = () => root.dataset['density'] === 'compact'

/** Switches between light and dark, or between normal and compact lists. */
class LookSwitch extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button')
    if (!button) return
    const isDensity = this.dataset['density'] !== undefined
    const show = () => isDensity && (button.ariaPressed = String(isCompact()))
    show()
    button.addEventListener('click', () => {
      if (isDensity) choose('density', isCompact() ? 'normal' : 'compact')
      else switchTheme()
      show()
    })
  }
}

customElements.define('look-switch', LookSwitch)
