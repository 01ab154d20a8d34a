import type { ServiceLevels } from '#lib/shapes.ts'
import { priorities } from '#lib/tickets/words.ts'

const hour = 60
const days = [0, 1, 2, 3, 4, 5, 6]

/** Service levels in a form, with targets in hours; the endpoint refuses invalid ones. */
export const levelsIn = (form: FormData): ServiceLevels => ({
  timeZone: textIn(form, 'timeZone'),
  week: days.map((day) => openingIn(form, `week.${day}`)),
  holidays: textIn(form, 'holidays').split(/\s+/).filter(Boolean),
  targets: Object.fromEntries(
    priorities.map((priority) => [priority, targetIn(form, `targets.${priority}`)])
  ) as ServiceLevels['targets'],
  exceptions: exceptionRows(form).flatMap((path) => exceptionIn(form, path)),
  objectionHours: Number(textIn(form, 'objectionHours'))
})

/** Minutes as hours, with two decimals: a hundredth of an hour is less than a minute. */
export const hoursOf = (minutes: number | undefined): number | '' =>
  minutes ? Math.round((minutes / hour) * 100) / 100 : ''

function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function openingIn(form: FormData, path: string) {
  const from = textIn(form, `${path}.from`)
  const to = textIn(form, `${path}.to`)
  return from || to ? { from, to } : null
}

const targetIn = (form: FormData, path: string) => ({
  firstResponse: minutesIn(form, `${path}.firstResponse`),
  resolution: minutesIn(form, `${path}.resolution`)
})

const minutesIn = (form: FormData, name: string) => Math.round(Number(textIn(form, name)) * hour)

/** Empty if the row has no topic. */
function exceptionIn(form: FormData, path: string): ServiceLevels['exceptions'] {
  const topic = textIn(form, `${path}.topic`)
  const priority = textIn(form, `${path}.priority`)
  if (!topic) return []
  return [{ topic, priority, ...targetIn(form, path) } as ServiceLevels['exceptions'][number]]
}

const exceptionRows = (form: FormData) =>
  [...form.keys()].flatMap((name) => /^(exceptions\.\d+)\.topic$/.exec(name)?.[1] ?? [])
