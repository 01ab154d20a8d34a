import './quote-selected.ts'
import './reading-position.ts'
import './reply-dock.ts'
import { call } from '../api.ts'

// What members use in a thread.

if (document.querySelector('article-link')) void import('../composer/articles.ts')

type Vote = { voteCount: number; voted: boolean }

/** Votes without reloading the page; if that fails, submits the form as without scripts. */
async function vote(button: HTMLButtonElement) {
  const method = button.ariaPressed === 'true' ? 'DELETE' : 'PUT'
  try {
    show(button, await call<Vote>(method, `/posts/${button.value}/vote`))
  } catch {
    button.form?.requestSubmit(button)
  }
}

function show(button: HTMLButtonElement, { voteCount, voted }: Vote) {
  const count = button.querySelector('span') ?? button.appendChild(document.createElement('span'))
  count.textContent = String(voteCount || '')
  button.ariaPressed = String(voted)
  button.formAction = button.formAction.replace(/\w+$/, voted ? 'unvote' : 'vote')
}

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('button[formaction$=vote]')
  if (!button) return
  event.preventDefault()
  void vote(button)
})
