/** `/articles/slug`, percent-encoded. Each translation has a slug of its own. */
export const articleUrl = (slug: string): string => `/articles/${encodeURIComponent(slug)}`

/** `/articles/series/slug`, percent-encoded. */
export const seriesUrl = (slug: string): string => `/articles/series/${encodeURIComponent(slug)}`
