import { sql } from 'drizzle-orm'
import { joinCampaign } from '@stoa/moderation'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

test('joining a campaign blocks posts of the same text only', async () => {
  const offer = 'withdraw your bonus from the vault today before the window closes for everybody'
  const other = 'yesterday morning seven ducklings crossed our quiet street behind their mother'
  const { id } = await createThread(await forum.user({ role: 'staff' }), await forum.category())
  const texts = [`${offer}, one.`, `${offer}, two.`, `${other}.`]
  const ids: number[] = []
  for (const body of texts) ids.push((await reply(await forum.user(), id, body)).id)
  const [first = 0, same = 0, different = 0] = ids
  const { db } = forum.connection
  const look = (postId: number) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '300ms'`)
      await joinCampaign({ ...forum.context(), db: tx }, { postId })
    })
  await db.transaction(async (tx) => {
    await joinCampaign({ ...forum.context(), db: tx }, { postId: first })
    await look(different)
    await expect(look(same)).rejects.toMatchObject({ cause: { code: '55P03' } })
  })
  await look(same)
})
