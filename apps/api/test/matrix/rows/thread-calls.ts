import { randomBytes } from 'node:crypto'
import { createThread } from '../../posting.ts'
import type { Call } from '../row.ts'
import type { World } from '../world.ts'

export const onThread =
  (body?: object) =>
  async ({ thread }: World): Promise<Call> => ({ params: { id: (await thread()).id }, body })

export const onPost =
  (body?: object) =>
  async ({ reply }: World): Promise<Call> => ({ params: { id: await reply() }, body })

/** A tag of one thread. */
export const onTag =
  (body?: object) =>
  async ({ owner, categoryId }: World): Promise<Call> => {
    const tag = `t-${randomBytes(6).toString('hex')}`
    await createThread(owner, categoryId, { tags: [tag] })
    return { params: { tag }, body }
  }

export const aboutTag = {
  about: 'thread',
  unknown: (call: Call): Call => ({ ...call, params: { tag: 'never-given' } })
} as const

export const onCategory = async ({ categoryId }: World): Promise<Call> => ({
  params: { id: categoryId }
})
