import { z } from 'zod'
import { endpoint, type Limit } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { approveEdit, approvePost, hidePost, refuseEdit, restorePost } from '@stoa/threads'
import { decideAppeal } from './appeal-decisions.ts'
import { listAppeals } from './appeal-list.ts'
import { appeal } from './appeals.ts'
import { decideMany } from './bulk.ts'
import { listCases } from './cases.ts'
import { claimCase, unclaimCase } from './claims.ts'
import {
  appealDecision,
  appealInput,
  appealList,
  bulkAnswer,
  bulkInput,
  caseList,
  caseQuery,
  created,
  createdSanction,
  decision,
  decisionList,
  decisionQuery,
  heldEditList,
  heldList,
  hidingInput,
  logList,
  logQuery,
  record,
  reportInput,
  resolutionInput,
  reversalInput,
  reversed,
  sanctionInput,
  sanctionParams,
  sweepInput,
  swept,
  transparency,
  transparencyQuery,
  undoableList,
  waitingQuery
} from './contract.ts'
import { listDecisions, showDecision } from './decisions.ts'
import { listHeld } from './held.ts'
import { listHeldEdits } from './held-edits.ts'
import { listLog } from './moderation-log.ts'
import { showRecord } from './records.ts'
import { reportPost, reportUser } from './reports.ts'
import { resolveCase } from './resolution.ts'
import { reverse } from './reversal.ts'
import { liftSanction, sanction } from './sanctioning.ts'
import { undoSweep } from './sweep-undoing.ts'
import { sweep } from './sweeping.ts'
import { showTransparency } from './transparency.ts'
import { listUndoable, undoAct } from './undoing.ts'
import { usualWait } from './usual-wait.ts'

const reportLimit: Limit = { per: 'actor', count: 20, seconds: 3600 }
const appealLimit: Limit = { per: 'actor', count: 10, seconds: 24 * 3600 }
const sweepLimit: Limit = { per: 'actor', count: 10, seconds: 3600 }
const userParams = z.object({ username: z.string().max(60) })

/** Every endpoint of the capability: `api.moderation.<name>`. */
export const moderationEndpoints = {
  reportPost: endpoint({
    method: 'POST',
    path: '/posts/:id/reports',
    summary: 'Ask moderators to look at a post; 200 when you had asked already',
    params: idParams,
    body: reportInput,
    answers: { 201: created, 200: created },
    least: 'member',
    limit: reportLimit,
    handle: (ctx, { id, ...input }) => reportPost(ctx, id, input)
  }),
  reportUser: endpoint({
    method: 'POST',
    path: '/users/:username/reports',
    summary: 'Ask moderators to look at a user; 200 when you had asked already',
    params: userParams,
    body: reportInput,
    answers: { 201: created, 200: created },
    least: 'member',
    limit: reportLimit,
    handle: (ctx, { username, ...input }) => reportUser(ctx, username, input)
  }),
  cases: endpoint({
    method: 'GET',
    path: '/moderation/cases',
    summary: 'Open cases, urgent ones first, then the oldest',
    query: caseQuery,
    answers: { 200: caseList },
    least: 'volunteer',
    scope: 'moderate',
    handle: listCases
  }),
  resolveCase: endpoint({
    method: 'POST',
    path: '/moderation/cases/:id/resolution',
    summary: 'Decide a case',
    params: idParams,
    body: resolutionInput,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => resolveCase(ctx, id, input)
  }),
  claimCase: endpoint({
    method: 'PUT',
    path: '/moderation/cases/:id/claim',
    summary: 'Say that you look at a case, for half an hour',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => claimCase(ctx, id)
  }),
  unclaimCase: endpoint({
    method: 'DELETE',
    path: '/moderation/cases/:id/claim',
    summary: 'Give a case back',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => unclaimCase(ctx, id)
  }),
  decideMany: endpoint({
    method: 'POST',
    path: '/moderation/decisions',
    summary: 'Decide many cases, or posts that wait, in the same way',
    body: bulkInput,
    answers: { 200: bulkAnswer },
    least: 'volunteer',
    scope: 'moderate',
    handle: decideMany
  }),
  undoable: endpoint({
    method: 'GET',
    path: '/moderation/undoable',
    summary: 'What you decided in the last ten minutes and can take back',
    answers: { 200: undoableList },
    least: 'volunteer',
    scope: 'moderate',
    handle: listUndoable
  }),
  undo: endpoint({
    method: 'POST',
    path: '/moderation/actions/:id/undoing',
    summary: 'Take a decision of yours back, within ten minutes',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => undoAct(ctx, id)
  }),
  hide: endpoint({
    method: 'POST',
    path: '/posts/:id/hiding',
    summary: 'Hide a post, for a reason of the list',
    params: idParams,
    body: hidingInput,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => hidePost(ctx, id, input)
  }),
  restore: endpoint({
    method: 'DELETE',
    path: '/posts/:id/hiding',
    summary: 'Show a hidden post again',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => restorePost(ctx, id)
  }),
  usualWait: endpoint({
    method: 'GET',
    path: '/categories/:slug/usual-wait',
    summary: 'How long posts usually wait for approval: the median in minutes, or null',
    params: z.object({ slug: z.string().max(80) }),
    answers: { 200: z.object({ minutes: z.number().nullable() }) },
    least: 'member',
    handle: (ctx, { slug }) => usualWait(ctx, slug)
  }),
  approve: endpoint({
    method: 'POST',
    path: '/posts/:id/approval',
    summary: 'Publish a post that waits for approval',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => approvePost(ctx, id)
  }),
  held: endpoint({
    method: 'GET',
    path: '/moderation/held',
    summary: 'Posts that wait for approval, the oldest first',
    query: waitingQuery,
    answers: { 200: heldList },
    least: 'volunteer',
    scope: 'moderate',
    handle: listHeld
  }),
  heldEdits: endpoint({
    method: 'GET',
    path: '/moderation/held-edits',
    summary: 'Edits that wait for approval, the oldest first',
    query: waitingQuery,
    answers: { 200: heldEditList },
    least: 'volunteer',
    scope: 'moderate',
    handle: listHeldEdits
  }),
  approveEdit: endpoint({
    method: 'POST',
    path: '/held-edits/:id/approval',
    summary: 'Make an edit that waits for approval the text of its post',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => approveEdit(ctx, id)
  }),
  refuseEdit: endpoint({
    method: 'POST',
    path: '/held-edits/:id/refusal',
    summary: 'Leave a post as it is, for a reason of the list',
    params: idParams,
    body: hidingInput,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => refuseEdit(ctx, id, input)
  }),
  record: endpoint({
    method: 'GET',
    path: '/users/:username/sanctions',
    summary: 'What moderators know of somebody, and the next step that is suggested',
    params: userParams,
    answers: { 200: record },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { username }) => showRecord(ctx, username)
  }),
  sanction: endpoint({
    method: 'POST',
    path: '/users/:username/sanctions',
    summary: 'Warn, silence or suspend somebody, who is told why and how to appeal',
    params: userParams,
    body: sanctionInput,
    answers: { 201: createdSanction },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { username, ...input }) => sanction(ctx, username, input)
  }),
  liftSanction: endpoint({
    method: 'DELETE',
    path: '/users/:username/sanctions/:id',
    summary: 'End a sanction before its time',
    params: sanctionParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { username, id }) => liftSanction(ctx, username, id)
  }),
  sweep: endpoint({
    method: 'POST',
    path: '/users/:username/sweeps',
    summary: 'Hide everything of a spammer and silence them, as one act',
    params: userParams,
    body: sweepInput,
    answers: { 201: swept },
    least: 'volunteer',
    scope: 'moderate',
    limit: sweepLimit,
    handle: (ctx, { username, ...input }) => sweep(ctx, username, input)
  }),
  undoSweep: endpoint({
    method: 'DELETE',
    path: '/users/:username/sweeps/:id',
    summary: 'Undo a sweep as one',
    params: sanctionParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { username, id }) => undoSweep(ctx, username, id)
  }),
  reverse: endpoint({
    method: 'POST',
    path: '/users/:username/reversal',
    summary: 'Undo what a moderator did since a time, fifty acts at a time',
    params: userParams,
    body: reversalInput,
    answers: { 200: reversed },
    least: 'staff',
    scope: 'moderate',
    fresh: true,
    handle: (ctx, { username, ...input }) => reverse(ctx, username, input)
  }),
  decisions: endpoint({
    method: 'GET',
    path: '/me/decisions',
    summary: 'What moderators decided about you, the latest first',
    query: decisionQuery,
    answers: { 200: decisionList },
    least: 'member',
    handle: listDecisions
  }),
  decision: endpoint({
    method: 'GET',
    path: '/moderation/actions/:id',
    summary: 'One decision about you, with your text and your appeal',
    params: idParams,
    answers: { 200: decision },
    least: 'member',
    handle: (ctx, { id }) => showDecision(ctx, id)
  }),
  appeal: endpoint({
    method: 'POST',
    path: '/moderation/actions/:id/appeal',
    summary: 'Ask that somebody else looks at a decision about you; 200 when you had asked already',
    params: idParams,
    body: appealInput,
    answers: { 201: created, 200: created },
    least: 'member',
    limit: appealLimit,
    handle: (ctx, { id, ...input }) => appeal(ctx, id, input)
  }),
  appeals: endpoint({
    method: 'GET',
    path: '/moderation/appeals',
    summary: 'Appeals that wait for a decision, the oldest first',
    query: waitingQuery,
    answers: { 200: appealList },
    least: 'volunteer',
    scope: 'moderate',
    handle: listAppeals
  }),
  decideAppeal: endpoint({
    method: 'POST',
    path: '/moderation/appeals/:id/decision',
    summary: 'Decide an appeal; upheld, what was decided is undone',
    params: idParams,
    body: appealDecision,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => decideAppeal(ctx, id, input)
  }),
  transparency: endpoint({
    method: 'GET',
    path: '/moderation/transparency',
    summary: 'What moderation did in a month, in figures, and over the year up to it',
    query: transparencyQuery,
    answers: { 200: transparency },
    least: 'guest',
    handle: showTransparency
  }),
  log: endpoint({
    method: 'GET',
    path: '/moderation/log',
    summary: 'What moderators did: role, category and reason; staff see names too',
    query: logQuery,
    answers: { 200: logList },
    least: 'guest',
    handle: listLog
  })
}
