import type { Detector, Finding, Passage } from '../detector.ts'
import { hasLabel, labelAfter, labelBefore, type LabelKind } from './labels.ts'

const digitWords = 'zero|oh?|one|two|three|four|five|six|seven|eight|nine'
const numerals = '零〇一二两三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖幺'
/** Four to eight digits: in a row, in two or three groups, separate, or as words. */
const codes = new RegExp(
  [
    String.raw`(?<=(?<![\w-])[A-Z]{1,2}-)\d{6}(?![\w-])|(?<![\w/#$¥￥€£@+-]|\d[.,:])(?:\d{3}[ ·.-]\d{3}|\d{3}[ ,，、]{0,2}(?:(?:and )?then|and|然[后後]|再|和|接着|接著|[后後]面)[是 ,，]{0,2}\d{3}|\d{4}[ -]\d{4}|\d{2}[ -]\d{2}[ -]\d{2}|\d{4,8}|(?=[\dOoIl]{0,5}[OoIl])(?=(?:[OoIl]?\d){4})[\dOoIl]{6}|(?:\d[ ,.、，-]{1,2}){3,7}\d)(?![\w%‰°])`,
    `(?<![${numerals}十百千万])[${numerals}](?:[ 、，,]?[${numerals}]){3,7}(?![${numerals}十百千万年月])`,
    `(?<![a-z])(?:(?:${digitWords})[ ,-]{1,2}){3,7}(?:${digitWords})(?![a-z])`
  ].join('|'),
  'gi'
)

const quoting = String.raw`[\s"'“”‘’「」『』*_\x60(（【\[<{:：=,，~-]`
const tight = new RegExp(
  String.raw`^${quoting}{0,4}(?:is|was|are|were|reads?|就?是|[为為]|->|→|⇒)?${quoting}{0,5}$`,
  'i'
)
const saying = new RegExp(
  String.raw`(?:^|[^a-z])(?:is|was|are|were|being|as|:|=|：|->|→|gave (?:him|them|her|you)|give you|got|gets?|said|says?|sa(?:ys|id) it(?:'s| is)|it(?:'s| is| was)|shows?|showing|displays?|texted(?: me)?|sent(?: me)?|told (?:him|them|her)|entered|typed|typing|enter|put in|read(?:s| out)?|received|receive|get|用了?|[给給]了?[他她它]?们?(?:的)?|是|[为為]|叫|[显顯]示(?:的|了)?|收到(?:的|了)?|[发發](?:的|了|来的?|過來|给我)|[输輸填](?:入|的|了|写)*|念(?:的|给他)?|[说說][了的]?|[报報]了|如下|[写寫]着)${quoting}{0,4}$`,
  'i'
)
const unit =
  /^ ?(?:秒|分|小[时時]|[个個](?!$)|天|元|[块塊]|次|位|人|年|月|日|[号號]|[条條]|刀|u(?:sdt)?\b|usd|btc|eth|[kmg]b\b|ms\b|s\b|%|seconds?|secs?|min|hours?|days?|digits?|times|attempts|people|users|dollars|euros|characters|letters|block|satoshi)/i
const behind = new RegExp(
  String.raw`^[\s"'“”‘’」』*_\x60)）】\]>}]{0,3}(?:is|was|就?是|[为為]|as|<-|←|\(|（|—|[,，-] ?(?:that's|this is|it's|那是|这是)?)\s?(?:(?:the|my|your)|我的|我|那[个個]|[这這][个個]|[刚剛]?收到的|[他她]们?[发發要]的|[你您]的|(?:刚|剛)才的|短信|手机)?[\s的]{0,2}$`,
  'i'
)

const ofCodes: readonly LabelKind[] = ['code', 'backup']

/**
 * Finds one-time codes by a label before or after them, also within a sentence, in groups or as
 * words.
 */
export const findCodes: Detector = (text) =>
  !hasLabel(text, ofCodes)
    ? []
    : Array.from(text.matchAll(codes))
        .map(({ 0: given, index }) => ({ start: index, end: index + given.length }))
        .filter((passage) => isCalledSo(text, passage))
        .map((passage): Finding => ({ kind: 'one_time_code', ...passage }))

function isCalledSo(text: string, { start, end }: Passage): boolean {
  const given = text.slice(start, end)
  const next = text.slice(end, end + 12)
  if (unit.test(next) || /^[.,:/-]\d/.test(next)) return false
  const before = labelBefore(text, start, 56)
  if (before && ofCodes.includes(before.kind)) {
    const between = text.slice(before.end, start)
    if (tight.test(between)) return true
    return isLong(given) && !/[。！？!?;；\n]|\. |\d/.test(between) && saying.test(between)
  }
  return isLong(given) && isCalledBehind(text, end)
}

function isCalledBehind(text: string, end: number): boolean {
  const label = labelAfter(text, end, 24)
  return (
    label !== undefined && ofCodes.includes(label.kind) && behind.test(text.slice(end, label.start))
  )
}

/** At least six digits: nearly all codes are that long, and no year is. */
const isLong = (given: string) => (given.match(/[\da-z一-龥〇]+/gi) ?? []).join('').length >= 6
