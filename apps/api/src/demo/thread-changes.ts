import { act, type Act, type Clock } from './acts.ts'
import { stagedPost, stagedThread } from './post-acts.ts'
import { milliseconds, type DemoThread } from './texts.ts'

type Run = Act['run']

/** Acts that change the thread as a whole: accepted answer, pin, closing, category, title. */
export const changes = (thread: DemoThread, clock: Clock): Act[] =>
  [accepting, pinning, closing, moving, retitling].flatMap((change) => change(thread, clock))

function accepting({ key, accepted }: DemoThread, clock: Clock): Act[] {
  if (!accepted) return []
  const accept: Run = (api, stage) => {
    const { id: postId } = stagedPost(stage, key, accepted.post)
    return api.threads.accept({ id: stagedThread(stage, key).id, postId })
  }
  return [act(accepted, clock, accept)]
}

function pinning({ key, pinned }: DemoThread, clock: Clock): Act[] {
  if (!pinned) return []
  const pin: Run = (api, stage) => {
    const until = new Date(clock(pinned.after) + milliseconds(`${pinned.days}d`)).toISOString()
    return api.threads.pin({ id: stagedThread(stage, key).id, scope: pinned.scope, until })
  }
  return [act(pinned, clock, pin)]
}

function closing({ key, closed }: DemoThread, clock: Clock): Act[] {
  if (!closed) return []
  const close: Run = (api, stage) =>
    api.threads.close({ id: stagedThread(stage, key).id, reason: closed.reason })
  return [act(closed, clock, close)]
}

function moving({ key, moved }: DemoThread, clock: Clock): Act[] {
  if (!moved) return []
  const move: Run = (api, stage) => {
    const categoryId = stage.categories.get(moved.to)
    return api.threads.change({ id: stagedThread(stage, key).id, categoryId })
  }
  return [act(moved, clock, move)]
}

function retitling({ key, retitled }: DemoThread, clock: Clock): Act[] {
  if (!retitled) return []
  const retitle: Run = async (api, stage) => {
    const thread = stagedThread(stage, key)
    await api.threads.change({ id: thread.id, title: retitled.title })
    thread.title = retitled.title
  }
  return [act(retitled, clock, retitle)]
}
