/** Offers the address of a link to the apps of a phone, or copies it and says so in the link. */
export async function share(link: HTMLAnchorElement): Promise<void> {
  const shared = { title: document.title, url: link.href }
  if (matchMedia('(pointer: coarse)').matches && navigator.canShare?.(shared)) {
    // Closing the sheet without a choice is no failure.
    return navigator.share(shared).catch(() => undefined)
  }
  await navigator.clipboard.writeText(link.href)
  const status = document.createElement('span')
  status.role = 'status'
  link.querySelector('[role=status]')?.remove()
  link.append(status)
  status.textContent = link.dataset['share'] ?? ''
  setTimeout(() => status.remove(), 3000)
}
