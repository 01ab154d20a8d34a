import { expect, test } from 'vitest'
import { scriptContent } from './script-content.ts'

test('no title closes its script element', () => {
  expect(scriptContent({ name: '</script><script>alert(1)' })).not.toContain('<')
})
