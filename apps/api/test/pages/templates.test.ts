import { expect, test } from 'vitest'
import { announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })
const page = '/announcements/templates/incident/en'

test('after an old sign-in, saving a template asks for proof and keeps the text', async () => {
  const writer = await announcer(forum)
  const typed = { title: 'Deposits of [coin] wait', body: 'We work on it.', revision: '0' }
  expect((await sendPageForm(writer, `${page}?/save`, typed)).text).not.toContain('name="code"')
  forum.advance(11 * 60_000)
  const again = { ...typed, title: 'Another title of [coin]', revision: '1' }
  const saving = await sendPageForm(writer, `${page}?/save`, again)
  expect(saving.text).toContain('name="code"')
  expect(saving.text).toContain('value="Another title of [coin]"')
  const resetting = await sendPageForm(writer, `${page}?/reset`, { revision: '1' })
  expect(resetting.text).toContain('id="reset-code"')
  expect(resetting.text).toContain('value="Deposits of [coin] wait"')
})
