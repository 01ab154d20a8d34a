/**
 * Endings that are words or those of files as well: "It failed.So I …", README.md, order.id. With
 * nothing before or behind it such a word is none.
 */
const words = new Set(
  [
    'am as at be by do id in is it me my no so to us and are cat name new now how here this today',
    'md py sh rs pl ps zip mov cc rb vi ms st gg'
  ].flatMap((line) => line.split(' '))
)
/** Hosts that everybody knows although they end in a word. */
const knownHosts = new Set(['t.me', 'wa.me', 'm.me'])
/** Endings of what is kept in a folder. */
const ofFolders = new Set(['app', 'pub', 'cab', 'bio'])
const inFolder = /[/\\][^\s/\\]{0,40}[/\\]$/u

/** Whether what looks like a host is words or the name of a file, by its ending and by what stands before it. */
export const isWordAlone = (hostname: string, ending: string, before: string): boolean =>
  (words.has(ending) && !knownHosts.has(hostname)) ||
  (ofFolders.has(ending) && inFolder.test(before))
