// Pages under the pointer are fetched ahead, so that following a link feels instant. Only reading
// pages: what acts, costs the server much or belongs to a form is left alone.
const left = ['/api/*', '/sign-*', '/search*', '/settings*', '/admin*', '/*\\?*lang=*']

/** The content of the speculation rules script; the content security policy knows its hash. */
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
