/**
 * Posts per page of a thread: `pageSize` of threads, whose values a page cannot import. A test in
 * `apps/api/test/boundaries` compares them.
 */
export const postsPerPage = 20

/** Page of a thread that has the post with this number, counted from 1. */
export const pageOf = (number: number) => Math.ceil(number / postsPerPage)

const english = [
  '[+＋] ?[1１]',
  'same( here| (problem|issue)( here)?)?',
  'me too|bump',
  'i have th(is|e same) (problem|issue)( too)?'
].join('|')
const chinese =
  '([我俺]?也(一样|一樣|是|遇到了?|有)?(这个|這個|同样|同樣|一样|一樣)?|一样|一樣|同样|同樣)(的?(问题|問題))?|同问|同問|同求|顶|頂|蹲|加一'
const agreement = new RegExp(`^(${english}|${chinese})[\\s.!,。！，~～]*$`, 'iu')

/** Whether a reply says nothing but that its author has the same problem. */
export const onlyAgrees = (body: string): boolean => agreement.test(body.trim())
