import type { ServiceLevels } from '#lib/shapes.ts'
import { priorities } from '#lib/priorities.ts'

const hour = 60
const days = [0, 1, 2, 3, 4, 5, 6]

/** The service levels that a form holds, targets in hours; what makes no sense the endpoint refuses. */
export function levelsIn(form: FormData): ServiceLevels {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const minutes = (name: string) => Math.round(Number(text(name)) * hour)
  const target = (path: string) => ({
    firstResponse: minutes(`${path}.firstResponse`),
    resolution: minutes(`${path}.resolution`)
  })
  return {
    timeZone: text('timeZone'),
    week: days.map((day) => openingOf(text(`week.${day}.from`), text(`week.${day}.to`))),
    holidays: text('holidays').split(/\s+/).filter(Boolean),
    targets: Object.fromEntries(
      priorities.map((priority) => [priority, target(`targets.${priority}`)])
    ) as ServiceLevels['targets'],
    exceptions: exceptionRows(form).flatMap((path) => {
      const about = { topic: text(`${path}.topic`), priority: text(`${path}.priority`) }
      return about.topic
        ? [{ ...about, ...target(path) } as ServiceLevels['exceptions'][number]]
        : []
    }),
    objectionHours: Number(text('objectionHours'))
  }
}

/** Minutes in hours; their hundredths are less than a minute. */
export const hoursOf = (minutes: number | undefined): number | '' =>
  minutes ? Math.round((minutes / hour) * 100) / 100 : ''

const openingOf = (from: string, to: string) => (from || to ? { from, to } : null)

const exceptionRows = (form: FormData) =>
  [...form.keys()].flatMap((name) => /^(exceptions\.\d+)\.topic$/.exec(name)?.[1] ?? [])
