import { expect, test } from 'vitest'
import { iconSymbols } from './icon-symbols.server.ts'

const use = (name: string) => `<svg aria-hidden="true"><use href="#icon-${name}"/></svg>`

test('a page gets each icon that it uses once', () => {
  const page = `<body>${use('menu')}${use('bell')}${use('menu')}</body></html>`
  const written = iconSymbols(page)
  expect(written.match(/<symbol id="icon-menu"/g)).toHaveLength(1)
  expect(written.match(/<symbol /g)).toHaveLength(2)
  expect(written).toMatch(/^<svg id="icons" hidden><symbol .*<\/symbol><\/svg>$/)
})

test('a page without icons gets none', () => {
  expect(iconSymbols('<body><p>Hi</p></body>')).toBe('')
})
