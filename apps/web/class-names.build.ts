import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('src/', import.meta.url))
const components = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svelte'))
  .map((name) => name.replaceAll('\\', '/'))
  .sort()
const numbers = new Map(components.map((name, number) => [name, number.toString(36)]))
/** Svelte names files from the folder of the package. */
const beforeSource = /^.*\bsrc\//

type Styled = { filename: string; css: string; hash: (text: string) => string }

/**
 * The class that scopes the styles of a component: its number, as a page and its stylesheet repeat
 * it hundreds of times and a hash does not compress. New components get one with the next build.
 */
export const scopeClass = ({ filename, css, hash }: Styled): string =>
  `s-${numbers.get(filename.replaceAll('\\', '/').replace(beforeSource, '')) ?? hash(filename || css)}`
