import type { Measurements, ForumScene } from './measurements.ts'
import { sendOne } from './load.ts'
import { as, replies } from './requests.ts'

const burstSize = 100
const times = 5

/** What follows from a reply among a hundred. */
export const burst = (scene: ForumScene): Promise<Measurements> => cost(scene, 1, burstSize)

/** What follows from a reply while nothing else happens. */
export const alone = (scene: ForumScene): Promise<Measurements> => cost(scene, times, 1)

/** Sends `size` replies at once, some times, each time after all that followed is done. */
async function cost({ origin, forum, facts, sessionIds }: ForumScene, times: number, size: number) {
  const next = as(sessionIds, replies(facts))
  const before = await forum.usage()
  for (let done = 0; done < times; done += 1) {
    await Promise.all(Array.from({ length: size }, () => sendOne(origin, next())))
    await forum.usage()
  }
  const after = await forum.usage()
  return { 'SQL of jobs': (after.jobStatements - before.jobStatements) / (times * size) }
}
