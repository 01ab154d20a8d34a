import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync(new URL('error.html', import.meta.url), 'utf8')

test('the page for when no page can be made asks for nothing that its policy refuses', () => {
  expect(page).not.toMatch(/<style|\sstyle=|<script|<link|<img/)
})
