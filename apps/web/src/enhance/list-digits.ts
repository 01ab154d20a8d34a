/**
 * On the page of a ticket, a digit chooses that entry of a list: typing the first letters, as browsers
 * offer it, needs an input method in Chinese.
 */
document.addEventListener('keydown', (event) => {
  const { key, target, altKey, ctrlKey, metaKey, isComposing } = event
  if (!(target instanceof HTMLSelectElement) || !/^[1-9]$/.test(key)) return
  const option = target.options[Number(key) - 1]
  if (altKey || ctrlKey || metaKey || isComposing || !option) return
  event.preventDefault()
  option.selected = true
  target.dispatchEvent(new Event('change', { bubbles: true }))
})
