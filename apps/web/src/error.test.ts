import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync(new URL('error.html', import.meta.url), 'utf8')

test('the static error page loads nothing that its policy refuses', () => {
  expect(page).not.toMatch(/<style|\sstyle=|<script|<link|<img/)
})
