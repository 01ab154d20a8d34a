import { page } from '$app/state'
import { languageOfForms } from '#lib/page/marks.ts'
import { listParameters, workListOf } from '../work-list.ts'

/**
 * Address of a form action of the page, which keeps the list that the agent works through and the
 * place of the ticket in it.
 */
export function ticketAction(name: string): string {
  const { place } = page.data as { place?: { at: string } | null }
  const list = listParameters(workListOf(page.url), place?.at)
  return `?/${name}${list.size > 0 ? `&${list}` : ''}${languageOfForms}`
}
