// Menus are <details>, which open without scripts. This closes them on Escape and on a click or
// focus outside.
const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')

function closeOthers({ target }: Event) {
  for (const menu of openMenus()) if (!menu.contains(target as Node)) menu.open = false
}

document.addEventListener('click', closeOthers)
document.addEventListener('focusin', closeOthers)
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
