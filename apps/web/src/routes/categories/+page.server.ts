import type { PageServerLoad } from './$types'

/** The words that names or descriptions of categories must contain. */
export const load: PageServerLoad = ({ url }) => ({ words: url.searchParams.get('q') ?? '' })
