// Groups of a common character, followed by its variants and look-alikes.
const groups =
  '明朙眀 峰峯 哲喆 坤堃 宁甯寗 升昇陞 群羣 杰傑 略畧 够夠 强強彊 晋晉 宴讌 叶葉 荣榮 仙僊 线綫 泪淚 炮砲 窗窓 岩巖嵒 野埜 秋秌 和龢咊 丽麗 春旾 花芲 国囯囻 法灋 德徳悳 静静靜 青靑 清淸 高髙 吕呂 真眞 黄黃 户戸 温溫 卫衞 录録 吴吳呉 兑兌 产産 颜顔 为爲 于於 日曰 末未 己已巳 土士 人入 干千 戊戌戍 免兔 侯候 治冶 祖袓 颖颕 刀刁 天夭 王玊'
const common = new Map(
  groups
    .split(' ')
    .flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const))
)

/** Replaces variants of Chinese characters by the common one: 李眀 becomes 李明. */
export const commonHan = (text: string): string =>
  Array.from(text, (character) => common.get(character) ?? character).join('')
