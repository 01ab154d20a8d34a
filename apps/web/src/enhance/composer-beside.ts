import { debounced } from './keyboard.ts'

const wide = matchMedia('(width >= 68.75rem)')

/**
 * Keeps the server's rendering beside the text on wide screens. On others it is shown instead of the
 * text, by the button.
 */
export function previewBeside(
  composer: HTMLElement,
  area: HTMLTextAreaElement,
  render: () => Promise<string>
): void {
  const view = composer.querySelector<HTMLElement>('[data-preview]')
  if (!view) return
  let shown: string | undefined
  const show = async () => {
    const text = area.value
    if (!wide.matches || text === shown) return
    shown = text
    // A failed request leaves the last one; the next input tries again.
    const html = text.trim() === '' ? '' : await render().catch(() => view.innerHTML)
    if (text === shown) view.innerHTML = html
  }
  const arrange = () => {
    composer.toggleAttribute('data-wide', wide.matches)
    const isPressed = composer.querySelector('[data-tool=preview]')?.ariaPressed === 'true'
    view.hidden = !wide.matches && !isPressed
    area.hidden = !wide.matches && isPressed
    void show()
  }
  area.addEventListener(
    'input',
    debounced(() => void show(), 600)
  )
  wide.addEventListener('change', arrange)
  arrange()
}
