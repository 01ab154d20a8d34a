import { usualLevels } from '@stoa/tickets'
import type { Api } from '../api.ts'
import { announcementActs } from './announcement-acts.ts'
import type { Act } from './acts.ts'
import { homecomingActs } from './last-visit.ts'
import type { Stage } from './stage.ts'
import { threadActs } from './thread-acts.ts'
import { ticketActs } from './ticket-acts.ts'
import {
  demoAnnouncements,
  demoCategories,
  demoSavedReplies,
  demoThreads,
  demoTickets,
  demoUserReports,
  demoUsers,
  milliseconds,
  type DemoCategory,
  type DemoUserReport
} from './texts.ts'

const opened = milliseconds('730d')
const appointedAfter = milliseconds('1h')

/**
 * All acts of the demo community, in order of time.
 * @param now milliseconds since 1970
 */
export const communityActs = (now: number): Act[] =>
  [
    ...demoCategories.flatMap((category, index) => categoryActs(category, index, now)),
    levelsAct(now),
    rulesAct(now),
    savedRepliesAct(now),
    ...demoThreads.flatMap((thread) => threadActs(thread, now)),
    ...demoTickets.flatMap((ticket) => ticketActs(ticket, now)),
    ...demoUserReports.flatMap((report) => userReportActs(report, now)),
    ...demoAnnouncements.flatMap((announcement) => announcementActs(announcement, now)),
    ...homecomingActs(now)
  ].toSorted((one, other) => one.at - other.at)

/**
 * Sets the demo's desk hours to office hours in Shanghai, and the objection time to zero, so that
 * visitors see published answers at once.
 */
const levelsAct = (now: number): Act => ({
  at: now - opened,
  by: 'admin',
  run: (api) =>
    api.tickets.setServiceLevels({
      ...usualLevels,
      timeZone: 'Asia/Shanghai',
      objectionHours: 0
    })
})

/** Adds one desk rule that is on, and one that visitors may try. */
const rulesAct = (now: number): Act => ({
  at: now - opened,
  by: 'admin',
  async run({ tickets }) {
    const words = ['冻结', '被盗', '钓鱼', 'frozen', 'stolen', 'phishing', 'risk check']
    const about = { name: '冻结与被盗', trigger: 'thread', words } as const
    const { id, snapshot } = await tickets.addRule(about)
    await tickets.enableRule({ id, revision: snapshot.revision })
    const security = { name: '安全问题', topics: ['security'] }
    await tickets.addRule({ ...security, trigger: 'opened', priority: 'high' })
  }
})

const savedRepliesAct = (now: number): Act => ({
  at: now - opened,
  by: 'admin',
  async run({ tickets }) {
    for (const savedReply of demoSavedReplies) await tickets.addSavedReply(savedReply)
  }
})

function joinedAt(username: string, now: number) {
  const user = demoUsers.find((user) => user.username === username)
  return now - milliseconds(user?.joined ?? '0m')
}

/** Groups consecutive opinions, which can run in parallel to save time. */
export function inGroups(acts: Act[]): Act[][] {
  const groups: Act[][] = []
  for (const act of acts) {
    const group = groups.at(-1)
    if (act.opinion && group?.at(-1)?.opinion) group.push(act)
    else groups.push([act])
  }
  return groups
}

function categoryActs(category: DemoCategory, position: number, now: number): Act[] {
  const { parent, moderators = [], fields = [], ...values } = category
  const id = ({ categories }: Stage, slug = '') => categories.get(slug) ?? null
  const open = async (api: Api, stage: Stage) => {
    const input = { ...values, position, parentId: id(stage, parent) }
    const created = (await api.threads.createCategory(input)).id
    stage.categories.set(category.slug, created)
    for (const field of fields) await api.threads.addCategoryField({ ...field, id: created })
  }
  const appointments = moderators.map((username) => ({
    at: joinedAt(username, now) + appointedAfter,
    by: 'admin',
    run: (api: Api, stage: Stage) =>
      api.threads.appointModerator({ id: id(stage, category.slug) ?? 0, username })
  }))
  return [{ at: now - opened, by: 'admin', run: open }, ...appointments]
}

function userReportActs(report: DemoUserReport, now: number): Act[] {
  const { user: username, by, ago, reason, note, resolved } = report
  const given: Act = {
    at: now - milliseconds(ago),
    by,
    run: (api) => api.moderation.reportUser({ username, reason, note })
  }
  if (!resolved) return [given]
  // There is no post to hide, so the report is upheld and the note says what followed.
  const outcome = resolved.outcome === 'hide' ? 'uphold' : 'dismiss'
  const decide = async (api: Api) => {
    const { items } = await api.moderation.cases({})
    const open = items.find((row) => row.kind === 'user' && row.author.username === username)
    await api.moderation.resolveCase({ id: open?.id ?? 0, outcome, reason, note: resolved.note })
  }
  return [given, { at: now - milliseconds(resolved.ago), by: resolved.by, run: decide }]
}
