import type { PageServerLoad } from './$types'
import { periods } from './periods.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const days = periods.find((one) => String(one) === url.searchParams.get('days')) ?? 30
  return { figures: await locals.api.tickets.figures({ days }) }
}
