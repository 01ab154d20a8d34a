import { makeOf, solvedThread } from '../../articles/sources.ts'
import { openTicket, sendAnswers } from '../../tickets/opening.ts'
import { neverGiven, unlessSuspended, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { writers } from './announcements.ts'
import { drafters } from './articles.ts'

/** A resolved ticket that all agents answer. */
async function resolvedTicket(forum: World['forum']): Promise<string> {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const number = await openTicket(await forum.user())
  await desk.post(`/tickets/${number}/messages`, { body: 'We have credited it again.' })
  await sendAnswers(forum)
  await desk.post(`/tickets/${number}/resolution`, { summary: 'Done.' })
  return number
}

export const articleSourcesRows: Rows = {
  'articles.suggestions': { call: async () => ({}), answers: drafters(200) },
  'articles.fromThread': {
    call: async ({ forum }) => ({ body: { threadId: (await solvedThread(forum)).threadId } }),
    answers: drafters(201),
    unknown: () => ({ body: { threadId: neverGiven } })
  },
  'articles.fromTicket': {
    call: async ({ forum }) => ({ body: { number: await resolvedTicket(forum) } }),
    answers: writers(201)
  },
  'articles.ownSources': { call: async () => ({}), answers: unlessSuspended(200) },
  'articles.decide': {
    async call({ answered, bystander }) {
      const { id: threadId, replyId: postId } = await answered()
      const writer = await bystander({ role: 'admin' })
      await writer.put(`/threads/${threadId}/accepted-answer`, { postId })
      const { id } = await makeOf(writer, threadId)
      return { params: { id }, body: { credit: 'named', agrees: true } }
    },
    answers: '401 401 404 204 204 403 404 404 404 404'
  }
}
