import type { RequestEvent } from '@sveltejs/kit'
import type { PageParts } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import { icons } from '#lib/ui/icons.ts'
import type { ShownSite } from '#lib/shapes.ts'
import { cutAtMarks, mark } from './marks.ts'
import { pageLanguage } from './page-language.server.ts'

/**
 * All that happens to a rendered page, in this order: attributes of the document (its language, the
 * forum's accent, and a place for how its reader wants it to look), the smaller stylesheet of guests,
 * and then each mark of it, once: the language of forms, icons, and places for what is a reader's own.
 */
export function finishPage(html: string, event: RequestEvent): PageParts<string> {
  const page = withGuestStyles(withAttributes(html, event.locals), event)
  return filled(cutAtMarks(page), pageLanguage(event))
}

/** How `app.html` begins. */
const opening = '<!doctype html>\n<html'

const withAttributes = (html: string, { locale, site }: App.Locals) =>
  `${opening} lang="${locale}"${accentOf(site)}${mark('look')}${html.slice(opening.length)}`

// An attribute needs no request and no other policy.
function accentOf({ accent }: Pick<ShownSite, 'accent'>): string {
  if (accent === null) return ''
  const { light, dark, softLight, softDark } = accent
  return ` style="--color-accent:light-dark(${light},${dark});--color-accent-soft:light-dark(${softLight},${softDark})"`
}

type Sheets = { all: string; prose: string; guests: Record<string, string> }

// `styles.build.ts` writes the addresses of the stylesheets here. There are none during development.
const { all = '', prose = '', guests = {} } = Object('%stoa.stylesheets%') as Partial<Sheets>

/** As SvelteKit links a stylesheet; no text of a user contains the beginning of a tag. */
const linkTo = (sheet: string) => `<link href="${sheet}" rel="stylesheet">`

/**
 * Links the smaller stylesheet, if the page is one of those for a guest who comes to it. That of
 * articles has the styles of their text. An answer to a form may show more.
 */
function withGuestStyles(html: string, { locals, route, request }: RequestEvent): string {
  const sheet = guests[route.id ?? '']
  if (!sheet || locals.me.role !== 'guest' || request.method !== 'GET') return html
  return html
    .replace(linkTo(all), linkTo(sheet))
    .replace(`<link href="${prose}" rel="stylesheet"/>`, '')
}

/**
 * Replaces the marks of a page by what all its readers get, and leaves places for the rest.
 * @param cut texts by turns with names of marks
 */
function filled(cut: readonly string[], language: Locale | undefined): PageParts<string> {
  const used = new Set<string>()
  const parts = ['']
  const places: string[] = []
  for (const [index, text] of cut.entries()) {
    const shared = index % 2 === 0 ? text : sharedMarkup(text, used, language)
    if (shared !== undefined) parts[parts.length - 1] += shared
    else {
      places.push(placeOf(text, cut[index - 1]))
      parts.push('')
    }
  }
  return { parts, places }
}

const placeOf = (name: string, before = '') =>
  name === 'name' && before.endsWith('/u/') ? 'address' : name

/** What a mark stands for; undefined if it is a reader's own. */
function sharedMarkup(name: string, used: Set<string>, language: Locale | undefined) {
  if (name === 'language') return language ? `&amp;lang=${language}` : ''
  if (name === 'icons') return symbolsOf(used)
  if (!symbols.has(name)) return undefined
  used.add(name)
  return `<svg aria-hidden="true"><use href="#${name}"/></svg>`
}

const symbols = new Map(
  Object.entries(icons).map(([name, path]) => [
    `icon-${name}`,
    `<symbol id="icon-${name}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`
  ])
)

/** Each icon that a page uses, once: a page of posts uses 150. */
const symbolsOf = (used: ReadonlySet<string>) =>
  used.size > 0
    ? `<svg id="icons" hidden>${[...used].map((name) => symbols.get(name)).join('')}</svg>`
    : ''
