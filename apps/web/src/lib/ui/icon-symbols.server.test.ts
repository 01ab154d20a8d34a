import { expect, test } from 'vitest'
import { withIconSymbols } from './icon-symbols.server.ts'

const use = (name: string) => `<svg aria-hidden="true"><use href="#icon-${name}"/></svg>`

test('a page gets each icon that it uses once', () => {
  const page = `<body>${use('menu')}${use('bell')}${use('menu')}</body></html>`
  const written = withIconSymbols(page)
  expect(written.match(/<symbol id="icon-menu"/g)).toHaveLength(1)
  expect(written.match(/<symbol /g)).toHaveLength(2)
  expect(written).toMatch(/<\/symbol><\/svg><\/body><\/html>$/)
})

test('a page without icons stays as it is', () => {
  expect(withIconSymbols('<body><p>Hi</p></body>')).toBe('<body><p>Hi</p></body>')
})
