import type { ShownSite } from './shapes.ts'

/** The element of app.html around everything that a page shows. */
const contents = '<div class="contents"'

/** Colours the page as the forum has chosen. An attribute needs no request and no other policy. */
export function withAccent(page: string, { accent }: Pick<ShownSite, 'accent'>): string {
  if (accent === null) return page
  const { light, dark, softLight, softDark } = accent
  const style = `--color-accent:light-dark(${light},${dark});--color-accent-soft:light-dark(${softLight},${softDark})`
  return page.replace(contents, `${contents} style="${style}"`)
}
