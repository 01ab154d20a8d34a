import { speculationRules } from './speculation-rules.ts'

if (HTMLScriptElement.supports('speculationrules')) {
  const script = document.createElement('script')
  script.type = 'speculationrules'
  script.textContent = speculationRules
  document.head.append(script)
}
