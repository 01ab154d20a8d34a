const copied = [
  ...['box-sizing', 'width', 'direction', 'font', 'line-height', 'letter-spacing', 'tab-size'],
  ...['border-width', 'border-style', 'padding', 'text-align', 'text-indent', 'word-spacing']
]

/** Below the caret of a text area, in pixels from the corner of the area. */
export function caretPlace(area: HTMLTextAreaElement): { left: number; top: number } {
  const copy = document.createElement('div')
  const style = getComputedStyle(area)
  for (const name of copied) copy.style.setProperty(name, style.getPropertyValue(name))
  const hidden = { position: 'absolute', visibility: 'hidden' }
  Object.assign(copy.style, hidden, { whiteSpace: 'pre-wrap', overflowWrap: 'break-word' })
  copy.textContent = area.value.slice(0, area.selectionEnd)
  const caret = copy.appendChild(document.createElement('span'))
  caret.textContent = '\u200b'
  document.body.append(copy)
  const { offsetLeft, offsetTop, offsetHeight } = caret
  copy.remove()
  return { left: offsetLeft, top: offsetTop + offsetHeight - area.scrollTop }
}
