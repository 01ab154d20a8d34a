/** Addresses other than pages and endpoints. */
export const plainAddresses = [
  '/feed.xml',
  '/announcements/feed.xml',
  '/announcements/feed.json',
  '/articles/feed.xml',
  '/articles/feed.json',
  '/announcements/maintenance.ics',
  '/.well-known/jwks.json',
  '/.well-known/security.txt',
  '/sitemap.xml',
  '/sitemap/categories.xml',
  '/sitemap/announcements.xml',
  '/sitemap/articles.xml',
  '/sitemap/threads/0.xml',
  '/robots.txt',
  '/opensearch.xml',
  '/manifest.webmanifest',
  '/offline',
  '/problems/invalid_input',
  '/healthz',
  '/readyz',
  '/api/v1/openapi.json'
]
