import { m, type Locale } from '@stoa/messages'
import { cached, lengthOf } from '#lib/format.ts'
import type { StatisticsOfDays } from '#lib/shapes.ts'

type Series = { name: string; values: (number | null)[] }

/** What a chart shows. Without series, `hint` says why. */
export type ChartFacts = {
  key: string
  title: string
  figure: string
  hint: string
  series: Series[]
  words(value: number): string
}

const numbers = cached((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))
const shares = cached((locale) => new Intl.NumberFormat(locale, { style: 'percent' }))

type Counts = { total: number; values: number[] } | null
type Word = typeof m.admin_chart_visits
type Counted = { key: string; title: Word; hint: Word; counts: Counts }

/** Charts of the last 30 days in their order. What is not counted for a category is left out. */
export function chartsOf(
  found: StatisticsOfDays,
  locale: Locale,
  inCategory: boolean
): ChartFacts[] {
  const words = (value: number) => numbers(locale).format(value)
  const counted = ({ key, title, hint, counts }: Counted): ChartFacts =>
    counts
      ? {
          ...{
            key,
            title: title({}, { locale }),
            hint: hint({}, { locale }),
            words,
            figure: words(counts.total)
          },
          series: [{ name: title({}, { locale }), values: counts.values }]
        }
      : withheld(key, title({}, { locale }), locale)
  const ofCounts = (key: 'visits' | 'signUps' | 'answers' | 'searchesWithoutResult') =>
    counted({ key, counts: found[key], ...named[key] })
  const whole = (key: 'signUps' | 'searchesWithoutResult') => (inCategory ? [] : [ofCounts(key)])
  return [
    ofCounts('visits'),
    ...whole('signUps'),
    solvedChart(found, locale, words),
    ofCounts('answers'),
    timesChart(found, locale),
    escalationsChart(found, locale, words),
    ...whole('searchesWithoutResult')
  ]
}

const named = {
  visits: { title: m.admin_chart_visits, hint: m.admin_chart_visits_hint },
  signUps: { title: m.admin_chart_sign_ups, hint: m.admin_chart_sign_ups_hint },
  answers: { title: m.admin_chart_answers, hint: m.admin_chart_answers_hint },
  searchesWithoutResult: { title: m.admin_chart_searches, hint: m.admin_chart_searches_hint }
}

const withheld = (key: string, title: string, locale: Locale): ChartFacts => ({
  ...{ key, title, figure: '', series: [], words: String },
  hint: m.admin_chart_too_few({}, { locale })
})

type Words = ChartFacts['words']

function solvedChart(
  { questions, solved, solvedByMembers }: StatisticsOfDays,
  locale: Locale,
  words: Words
) {
  const [key, title] = ['solved', m.admin_chart_questions({}, { locale })]
  if (!questions) return withheld(key, title, locale)
  const share = (part: Counts) =>
    shares(locale).format((part?.total ?? 0) / Math.max(1, questions.total))
  const parts: Series[] = [
    { name: m.admin_chart_asked({}, { locale }), values: questions.values },
    ...(solved ? [{ name: m.admin_chart_solved({}, { locale }), values: solved.values }] : []),
    ...(solvedByMembers
      ? [{ name: m.admin_chart_by_members({}, { locale }), values: solvedByMembers.values }]
      : [])
  ]
  const hint =
    solved && solvedByMembers
      ? m.admin_chart_solved_hint(
          { solved: share(solved), byMembers: share(solvedByMembers) },
          { locale }
        )
      : m.admin_chart_solved_few({}, { locale })
  return { key, title, hint, words, figure: words(questions.total), series: parts }
}

function timesChart({ answerTimes }: StatisticsOfDays, locale: Locale): ChartFacts {
  const [key, title] = ['answerTimes', m.admin_chart_times({}, { locale })]
  if (!answerTimes)
    return { ...withheld(key, title, locale), hint: m.admin_chart_times_none({}, { locale }) }
  const words = (minutes: number) => lengthOf(minutes, locale)
  const { median, p90, values } = answerTimes
  return {
    ...{ key, title, words, figure: words(median) },
    hint: m.admin_chart_times_hint({ median: words(median), p90: words(p90) }, { locale }),
    series: [
      {
        name: m.admin_chart_p90({}, { locale }),
        values: values.map((times) => times?.p90 ?? null)
      },
      {
        name: m.admin_chart_median({}, { locale }),
        values: values.map((times) => times?.median ?? null)
      }
    ]
  }
}

function escalationsChart(
  { escalations, questions }: StatisticsOfDays,
  locale: Locale,
  words: Words
): ChartFacts {
  const [key, title] = ['escalations', m.admin_chart_escalations({}, { locale })]
  if (!escalations || !questions) return withheld(key, title, locale)
  const rate = questions.total === 0 ? '–' : words((100 * escalations.total) / questions.total)
  return {
    ...{ key, title, words, figure: rate },
    hint: m.admin_chart_escalations_hint({ count: escalations.total }, { locale }),
    series: [{ name: m.admin_chart_escalated({}, { locale }), values: escalations.values }]
  }
}
