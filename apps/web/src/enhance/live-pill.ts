/**
 * Offers what is new at the place that the page has for it; a click shows it.
 * @param href where it is, if that is a place of its own
 */
export function offer(
  place: HTMLElement,
  count: number,
  href: string | undefined,
  show: () => void
): void {
  const { one = '', many = '' } = place.dataset
  const control = href ? Object.assign(document.createElement('a'), { href }) : newButton()
  control.textContent = count === 1 ? one : many.replace('#', String(count))
  control.addEventListener('click', () => {
    show()
    place.replaceChildren()
  })
  place.replaceChildren(control)
}

const newButton = () => Object.assign(document.createElement('button'), { type: 'button' })
