import type { Call } from '../row.ts'
import type { World } from '../world.ts'

export const onThread =
  (body?: object) =>
  async ({ thread }: World): Promise<Call> => ({ params: { id: (await thread()).id }, body })

export const onPost =
  (body?: object) =>
  async ({ reply }: World): Promise<Call> => ({ params: { id: await reply() }, body })

export const onCategory = async ({ categoryId }: World): Promise<Call> => ({
  params: { id: categoryId }
})
