import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { renderArticle } from '@stoa/threads/rendering'
import { uploads } from '@stoa/uploads/schema'
import { startForum } from '../forum.ts'
import { picture } from '../uploads/drawing.ts'
import { sendFile } from '../uploads/sending.ts'

const forum = startForum()
const html = async (text: string) => (await renderArticle(forum.context(), text, 'zh-CN')).html

test('an article mentions members, and has its words in its own language', async () => {
  const anna = await forum.user({ username: 'Anna' })
  const text = '# 提现\n\n> [!NOTE]\n> 由 @Anna 和 @nobody 编写'
  const { html, ...rest } = await renderArticle(forum.context(), text, 'zh-CN')
  expect(html).toContain('<p class="callout-title">说明</p>')
  expect(html).toContain('class="mention" translate="no">@Anna</a>')
  expect(rest).toMatchObject({ mentionedIds: [anna.id], quarantined: [], undescribed: 0 })
  expect(rest.headings).toEqual([{ level: 1, id: 's-提现', text: '提现' }])
})

test('its pictures are figures with their size, and a video has a player', async () => {
  const staff = await forum.user({ role: 'staff' })
  const [shot, walk] = [
    (await sendFile(staff, 'shot.png', await picture(800, 200))).body,
    (await sendFile(staff, 'walk.png', await picture(80, 20))).body
  ]
  expect(await html(`![一张图](${shot.url} "图一")`)).toMatch(
    /^<figure>.* width="800" height="200".*\n<figcaption>图一<\/figcaption>/
  )
  const isVideo = { contentType: 'video/mp4', width: null, height: null }
  await forum.connection.db.update(uploads).set(isVideo).where(eq(uploads.id, walk.id))
  expect(await html(`![步骤](${walk.url})`)).toContain(`<video controls preload="none" playsinline`)
})
