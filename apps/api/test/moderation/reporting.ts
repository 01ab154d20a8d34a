import type { Client, TestForum } from '../forum.ts'

let networks = 0

/** Reports from a new network each time, unless one is given. */
export async function report(
  forum: TestForum,
  postId: number,
  user: Client,
  { network = (networks += 1), reason = 'spam', prefix = '' } = {}
) {
  const { status, text } = await user.inject({
    method: 'POST',
    url: `/api/v1/posts/${postId}/reports`,
    payload: { reason },
    remoteAddress: `${prefix}10.0.${network}.7`
  })
  if (status !== 201) throw new Error(text)
  await forum.settle()
}

/** Reports of enough weight to hide a post. */
export async function reportByThree(forum: TestForum, postId: number, reason = 'spam') {
  for (let count = 0; count < 3; count += 1)
    await report(forum, postId, await forum.user(), { reason })
}
