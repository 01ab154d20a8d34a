/**
 * Endings that are also words or file extensions: "It failed.So I …", README.md, order.id. A bare
 * host with such an ending is no address.
 */
const words = new Set(
  [
    'am as at be by do id in is it me my no so to us and are cat name new now how here this today',
    'md py sh rs pl ps zip mov cc rb vi ms st gg'
  ].flatMap((line) => line.split(' '))
)
/** Well-known hosts whose ending is a word. */
const knownHosts = new Set(['t.me', 'wa.me', 'm.me'])
/** Endings that are also extensions of files in a folder. */
const ofFolders = new Set(['app', 'pub', 'cab', 'bio'])
const inFolder = /[/\\][^\s/\\]{0,40}[/\\]$/u

/** True if what looks like a host is text or a file name, by its ending and the text before it. */
export const isWordAlone = (hostname: string, ending: string, before: string): boolean =>
  (words.has(ending) && !knownHosts.has(hostname)) ||
  (ofFolders.has(ending) && inFolder.test(before))
