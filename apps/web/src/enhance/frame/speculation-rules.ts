// Prefetches pages under the pointer. Left out are pages that act, cost the server much or belong
// to a form, and articles: a page that was prefetched opens without a request that would be counted.
const left = [
  '/api/*',
  '/sign-*',
  '/search*',
  '/settings*',
  '/admin*',
  '/articles/*',
  '/desk/*',
  '/*\\?*lang=*',
  '/p/*/actions'
]

/** Content of the speculation rules script; the content security policy has its hash. */
export const speculationRules = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: left } },
          { not: { selector_matches: '[rel~=nofollow], [download]' } }
        ]
      },
      eagerness: 'moderate'
    }
  ]
})
