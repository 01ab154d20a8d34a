// Pages under the pointer are fetched ahead, so that following a link feels instant. Only reading
// pages: what acts, costs the server much or belongs to a form is left alone.
const rules = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/api/*', '/sign-*', '/search*', '/settings*', '/admin*', '/*\\?*lang=*'] } },
          { not: { selector_matches: '[rel~=nofollow], [download]' } }
        ]
      },
      eagerness: 'moderate'
    }
  ]
}

if (HTMLScriptElement.supports('speculationrules')) {
  const script = document.createElement('script')
  script.type = 'speculationrules'
  script.textContent = JSON.stringify(rules)
  document.head.append(script)
}
