import { after } from '@stoa/core'
import { announce, announcer, publish, revisionOf } from '../announcements/writing.ts'
import * as article from '../articles/writing.ts'
import type { Client } from '../client.ts'
import type { TestForum } from '../forum.ts'
import { confirm } from '../moderation/confirming.ts'
import { createThread } from '../posting.ts'
import { say } from '../site/changing.ts'
import * as document from '../site/publishing.ts'
import { openTicket } from '../tickets/opening.ts'
import { picture } from '../uploads/drawing.ts'
import { sendForm } from '../uploads/sending.ts'

/** Approves what was written, as somebody. @returns whether it took effect */
export type Approve = (as: Client) => Promise<boolean>

/** Something that a second person decides. */
export type Decidable = {
  /** Key of the endpoint that decides it. */
  endpoint: string
  /** Name of the column that stores who decided. */
  column?: string
  /** Writes one. Undefined if they may not write any. */
  write(by: Client): Promise<Approve | undefined>
  /** A volunteer decides it whom the same person appointed; it is public, and staff can undo it. */
  amongColleagues?: boolean
}

export type World = {
  /** An admin who knows none of the others. */
  second: Client
  categoryId: number
  /** A group that moderates the category. */
  groupId: number
}

type Waiting = { subject: Record<string, unknown>; username: string }

const outside = { en: 'See https://elsewhere.example' }
const done = ({ status }: { status: number }) => status < 300

/** All that a second person decides; changes that wait by an example of each door. */
export function decidables(forum: TestForum, world: World): Record<string, Decidable> {
  let serial = 0
  const read = async (path: string) => (await world.second.get(path)).body

  /** The waiting change that `find` finds. */
  async function pending(find: (change: Waiting) => boolean) {
    const change = (await read('/approvals')).items.find(find)
    return async (as: Client) => done(await as.post(`/approvals/${change?.id}/approval`))
  }
  async function proposal(id: number): Promise<Approve> {
    const [{ id: proposed, snapshot }] = (await read(`/announcements/${id}`)).proposals
    const { revision } = snapshot
    return async (as) =>
      done(await as.post(`/announcements/${id}/proposals/${proposed}/approval`, { revision }))
  }
  const hold = (number: string) => async (as: Client) => {
    const { revision } = (await read(`/tickets/${number}`)).hold.waiting
    return done(await as.post(`/tickets/${number}/hold/approval`, { revision }))
  }
  const held = { until: after(new Date().toISOString(), 9e9).slice(0, 10), reason: 'A court asked' }

  return {
    'an announcement': {
      ...{ endpoint: 'announcements.approve', column: 'announcements.approved_by_id' },
      async write(by) {
        const translations = { en: { title: 'Beware', body: 'Hang up at once.' } }
        const { status, body } = await by.post('/announcements', { type: 'risk', translations })
        if (status !== 201) return undefined
        await publish(by, body.id)
        const read = await revisionOf(world.second, body.id)
        return async (as) => done(await as.post(`/announcements/${body.id}/approval`, read))
      }
    },
    'an update of an announcement': {
      ...{
        endpoint: 'announcements.approveProposal',
        column: 'announcement_proposals.decided_by_id'
      },
      async write(by) {
        const id = await announce(await announcer(forum), { type: 'maintenance' })
        const update = { phase: 'started', translations: outside }
        const sent = await by.post(`/announcements/${id}/updates`, update)
        return done(sent) ? proposal(id) : undefined
      }
    },
    'a correction of an announcement': {
      endpoint: 'announcements.approveProposal',
      async write(by) {
        const id = await announce(await announcer(forum))
        const sent = await by.post(`/announcements/${id}/withdrawal`, { correction: outside })
        return done(sent) ? proposal(id) : undefined
      }
    },
    'an article': {
      endpoint: 'articles.publish',
      async write(by) {
        const { status, body: begun } = await by.post('/articles', article.words())
        if (status !== 201) return undefined
        if (!done(await article.publish(by, begun)))
          await by.post(`/articles/${begun.id}/translations/en/proposal`)
        return async (as) => {
          const answers = [await article.publish(as, begun), await article.publish(as, begun)]
          return answers.some(({ body }) => body.state === 'published')
        }
      }
    },
    'the readers of an article': {
      ...{ endpoint: 'articles.approveReaders', column: 'article_reader_changes.decided_by_id' },
      async write(by) {
        const { id } = await article.publicArticle(forum, { readers: 'staff' })
        const sent = await by.patch(`/articles/${id}`, { readers: 'everyone' })
        if (sent.status !== 202) return undefined
        const change = (await read(`/articles/${id}/source`)).readerChange
        const { revision } = (await read(`/articles/reader-changes/${change}`)).snapshot
        return async (as) =>
          done(await as.post(`/articles/reader-changes/${change}/approval`, { revision }))
      }
    },
    'a document': {
      ...{ endpoint: 'documents.publish', column: 'document_versions.approved_by_id' },
      async write(by) {
        const slug = `page-${(serial += 1)}`
        if (!done(await document.save(by, slug))) return undefined
        return async (as) => done(await document.publish(as, slug))
      }
    },
    'the look of the forum': {
      ...{ endpoint: 'site.approve', column: 'site_versions.approved_by_id' },
      async write(by) {
        if (!done(await by.get('/site/draft'))) return undefined
        await say(by, { words: { en: { name: `Lanternfish ${(serial += 1)}` } } })
        const { revision } = (await read('/site/draft')).waiting.snapshot
        return async (as) => done(await as.post('/site/draft/approval', { revision }))
      }
    },
    'a hold': {
      ...{ endpoint: 'tickets.approveHold', column: 'ticket_holds.decided_by_id' },
      async write(by) {
        const number = await openTicket(await forum.user())
        return done(await by.put(`/tickets/${number}/hold`, held)) ? hold(number) : undefined
      }
    },
    'the end of a hold': {
      endpoint: 'tickets.approveHold',
      async write(by) {
        const number = await openTicket(await forum.user())
        const other = await forum.user({ role: 'admin' })
        await other.put(`/tickets/${number}/hold`, held)
        await hold(number)(world.second)
        const sent = await by.post(`/tickets/${number}/hold/lifting`, { reason: 'It is over' })
        return done(sent) ? hold(number) : undefined
      }
    },
    'a shorter retention period': {
      endpoint: 'accounts.approve',
      async write(by) {
        const find = async () =>
          (await read('/admin/retention')).items.find(
            ({ period }: { period: string }) => period === 'ticket_details'
          )
        const { value } = await find()
        const change = { value: value - 1, from: value }
        if (!done(await by.put('/admin/retention/ticket_details', change))) return undefined
        const { id } = (await find()).waiting
        return async (as) => done(await as.post(`/approvals/${id}/approval`))
      }
    },
    'an official contact': {
      endpoint: 'accounts.approve',
      async write(by) {
        const value = `help-${(serial += 1)}@lanternfish.test`
        const { status, body } = await by.post('/trust-list', { kind: 'email', value })
        return status === 201 ? async (as) => done(await confirm(as, body.id)) : undefined
      }
    },
    'a profile picture': {
      ...{ endpoint: 'accounts.approve', column: 'approvals.decided_by_id' },
      async write(by) {
        const bytes = await picture(300, 200)
        const { status, body } = await sendForm(by, {}, 'me.png', bytes, '/api/v1/me/picture')
        return status === 201 ? pending(({ subject }) => subject.uploadId === body.id) : undefined
      }
    },
    'a moderator by a group': {
      endpoint: 'accounts.approve',
      async write(by) {
        const { username } = await forum.user()
        const path = `/groups/${world.groupId}/members/${username}`
        const { status } = await by.put(path, { owner: false })
        return status === 202 ? pending((change) => change.username === username) : undefined
      }
    },
    'an appeal': {
      ...{ endpoint: 'moderation.decideAppeal', column: 'appeals.decided_by_id' },
      amongColleagues: true,
      async write(by) {
        const author = await forum.user()
        const { postId } = await createThread(author, world.categoryId)
        if (!done(await by.post(`/posts/${postId}/hiding`, { reason: 'spam' }))) return undefined
        const [{ id: action }] = (await author.get('/me/decisions')).body.items
        const appeal = { text: 'It was a question about the fee.' }
        const { id } = (await author.post(`/moderation/actions/${action}/appeal`, appeal)).body
        const outcome = { outcome: 'rejected' }
        return async (as) => done(await as.post(`/moderation/appeals/${id}/decision`, outcome))
      }
    }
  }
}

const members = 'what members wrote, for which the account of any stranger is enough'
const own = 'one thing of their own'

/** What ends alike and is decided by one person, and why that is right. */
export const decidedByOne: Record<string, string> = {
  'moderation.approve': members,
  'moderation.approveEdit': members,
  'moderation.decideFlag': members,
  'moderation.decideMany': members,
  'moderation.decideCampaign': members,
  'threads.confirmed_by_id': members,
  'accounts.confirmSecondFactor': own,
  'announcements.confirmSubscription': own,
  'articles.decide': own,
  'volunteers.decide': 'the appointment itself, which makes nobody a second person',
  'volunteer_applications.decided_by_id': 'the appointment itself',
  'announcements.publish': 'asks for a second person, who approves it at another address',
  'announcements.publishProposalWithoutOutside': 'nothing is left of what waited',
  'operations.openForum':
    'nobody reads the forum before, and all that is official needs two from then on'
}
