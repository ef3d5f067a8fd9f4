/** Emoticons of WeChat are written in brackets too; they are no placeholders. */
const EMOTICONS = new Set(
  (
    '微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 囧 抓狂 吐 偷笑 愉快 白眼 傲慢 困 惊恐 憨笑 悠闲 咒骂 疑问 嘘 晕 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 坏笑 右哼哼 鄙视 委屈 快哭了 阴险 亲亲 可怜 ' +
    '笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗 天啊 Emm 社会社会 旺柴 好的 打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 嘴唇 爱心 心碎 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 OK 合十 啤酒 咖啡 蛋糕 玫瑰 凋谢 菜刀 炸弹 便便 月亮 太阳 庆祝 礼物 红包 發 福 烟花 爆竹 猪头 跳跳 发抖 转圈'
  ).split(' '),
)

/**
 * Turns bracketed placeholders, `[时间]` or `[Price]`, into variables, `{时间}`. Brackets within a placeholder become braces with it. Left alone:
 * emoticons, numbers such as `[1]`, empty brackets, links of Markdown, brackets over several lines and 【】, which mark headings.
 */
export function bracesForBrackets(text: string): string {
  return text.split('\n').map(inLine).join('\n')
}

function inLine(line: string): string {
  const open: number[] = []
  const characters = [...line]
  for (const [at, character] of characters.entries()) {
    if (character === '[') open.push(at)
    if (character !== ']' || open.length === 0) continue
    const start = open.pop() as number
    if (open.length === 0 && isPlaceholder(characters.slice(start + 1, at).join(''), characters[at + 1])) {
      for (let inside = start; inside <= at; inside++) characters[inside] = BRACES[characters[inside] ?? ''] ?? characters[inside] ?? ''
    }
  }
  return characters.join('')
}

const BRACES: Record<string, string> = { '[': '{', ']': '}' }

const isPlaceholder = (name: string, next: string | undefined): boolean => name.trim() !== '' && !/^\d+$/.test(name) && !EMOTICONS.has(name) && next !== '('
