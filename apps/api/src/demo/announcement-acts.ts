import type { Api } from '../api.ts'
import { clockOf, type Act } from './acts.ts'
import { demoThreads, milliseconds, type DemoAnnouncement, type Duration } from './texts.ts'

const day = milliseconds('1d')
// Long enough after publication that followers are notified.
const told = milliseconds('3m')

/** The time `ago` before the seed, or after it with a minus. */
const timeOf = (ago: Duration, now: number): string => {
  const isLater = ago.startsWith('-')
  const distance = milliseconds(ago.replace('-', ''))
  return new Date(isLater ? now + distance : now - distance).toISOString()
}

function startOfAnnouncement({ ago, behind }: DemoAnnouncement, now: number): number {
  const thread = demoThreads.find(({ key }) => key === behind?.thread)
  if (!behind || !thread) return now - milliseconds(ago)
  return clockOf(thread, now)(behind.delay)
}

/** The acts of an announcement, from its first draft on. */
export function announcementActs(announcement: DemoAnnouncement, now: number): Act[] {
  const { by, approved, threads = [], linkedBy = by, updates = [] } = announcement
  const act = actOn(announcement)
  const start = startOfAnnouncement(announcement, now)
  const later = (after: Duration) => start + milliseconds(after)
  const out = later(approved?.after ?? '0m')
  const linked = out + milliseconds(announcement.linkedAfter ?? '6m')
  const approve: Run = async ({ announcements }, id) => {
    const { revision } = await announcements.source({ id })
    await announcements.approve({ id, revision })
  }
  return [
    writing(announcement, start, now),
    ...(approved ? [act(out, approved.by, approve)] : []),
    { at: out + told, by, run: (_api, stage) => stage.lookAtClock(out + told) },
    ...threads.map((key) => linking(announcement, key, linked, linkedBy)),
    ...updates.map((update) => act(later(update.after), by, adding(update))),
    ...ending(announcement, later, act)
  ]
}

type Run = (api: Api, id: number) => Promise<unknown>
type MakeAct = (at: number, by: string, run: Run) => Act
type Update = NonNullable<DemoAnnouncement['updates']>[number]

const actOn =
  (announcement: DemoAnnouncement): MakeAct =>
  (at, by, run) => ({
    at,
    by,
    run: (api, stage) => run(api, stage.announcements.get(announcement) ?? 0)
  })

const adding =
  ({ phase, bodies }: Update): Run =>
  ({ announcements }, id) =>
    announcements.addUpdate({ id, phase, translations: bodies })

function writing(announcement: DemoAnnouncement, start: number, now: number): Act {
  const { by, type, severity, texts, services, discussion, publish, starts, ends, pin } =
    announcement
  const time = (ago: Duration | undefined) => ago && timeOf(ago, now)
  return {
    at: start,
    by,
    async run({ announcements }, stage) {
      const { id, revision } = await announcements.create({
        ...{ type, severity, services, discussion, translations: texts },
        categories: (announcement.categories ?? []).map((slug) => stage.categories.get(slug) ?? 0),
        publishAt: time(publish),
        startsAt: time(starts),
        endsAt: time(ends),
        pin: pin && { until: new Date(start + pin.days * day).toISOString(), order: pin.order }
      })
      stage.announcements.set(announcement, id)
      if (!announcement.draft) await announcements.publish({ id, revision })
    }
  }
}

const linking = (announcement: DemoAnnouncement, key: string, at: number, by: string): Act => ({
  at,
  by,
  run: (api, stage) =>
    api.announcements.link({
      id: stage.threads.get(key)?.id ?? 0,
      announcementId: stage.announcements.get(announcement) ?? 0
    })
})

function ending(
  { by, withdrawn, expired }: DemoAnnouncement,
  later: (after: Duration) => number,
  act: MakeAct
): Act[] {
  const acts: Act[] = []
  if (withdrawn)
    acts.push(
      act(later(withdrawn.after), by, ({ announcements }, id) =>
        announcements.withdraw({ id, correction: withdrawn.correction })
      )
    )
  if (expired)
    acts.push(act(later(expired), by, ({ announcements }, id) => announcements.expire({ id })))
  return acts
}
