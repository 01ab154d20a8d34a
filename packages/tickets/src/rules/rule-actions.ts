import { eq } from 'drizzle-orm'
import { holdsDesk, idOfNamed } from '@stoa/accounts'
import { findRecipient } from '@stoa/accounts/recipients'
import { users } from '@stoa/accounts/tables'
import { invalid, type Context, type DeskTopic } from '@stoa/core'
import { blanksIn } from '@stoa/guards'
import { tagsAfter } from '../desk/tags.ts'
import { withoutArticles } from '../desk/reply-articles.ts'
import { savedReplies } from '../schema.ts'
import { checkOffered } from '../topics/topics.ts'
import type { RuleActions } from './actions.ts'
import type { RuleInput } from './rule-input.ts'

/**
 * Returns the acts of a rule about tickets as they are stored.
 * @throws Problem 422 on `assignee` for somebody who does not answer the rule's topics, on `newTopic`
 * for one that is not offered, on `savedReplyId` for one that does not exist or needs a person
 */
export async function storedActions(ctx: Context, input: RuleInput): Promise<RuleActions> {
  const { assignee, newTopic, savedReplyId, roundRobin, tags, notifyLead, close } = input
  if (newTopic !== null) await checkOffered(ctx, newTopic, 'newTopic')
  if (savedReplyId !== null) await checkReply(ctx, savedReplyId)
  const assigneeId = assignee === null ? null : await agentFor(ctx, assignee, input.topics)
  return {
    assigneeId,
    roundRobin,
    topic: newTopic,
    tags: tagsAfter([], { addTags: tags }),
    savedReplyId,
    notifyLead,
    close
  }
}

async function agentFor(ctx: Context, username: string, topics: readonly DeskTopic[]) {
  const isNamed = eq(users.id, idOfNamed(username))
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(isNamed)
  const actor = user && (await findRecipient(ctx, user.id))?.actor
  const answers =
    actor &&
    (topics.length > 0 ? topics.every((topic) => holdsDesk(actor, topic)) : holdsDesk(actor))
  if (!answers) throw invalid('assignee', 'field_tickets_assignee')
  return actor.id
}

/** A saved reply with a blank, or the agent's number, cannot be sent by a rule. */
async function checkReply({ db }: Context, id: number): Promise<void> {
  const [reply] = await db
    .select({ body: savedReplies.body })
    .from(savedReplies)
    .where(eq(savedReplies.id, id))
  if (!reply) throw invalid('savedReplyId', 'field_tickets_saved_reply_gone')
  if (Object.values(reply.body).some(needsPerson))
    throw invalid('savedReplyId', 'field_tickets_rule_reply')
}

/** Whether a text has blanks that a rule cannot fill in. */
export const needsPerson = (text: string): boolean =>
  blanksIn(withoutArticles(text).replaceAll(/\{(requester|number)\}/g, '')).length > 0
