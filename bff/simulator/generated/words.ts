/** What names, remarks and companies of a generated corp are put together from. */
export const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金']
export const givenNames =
  '敏 静 丽娟 海燕 志强 建国 晓东 雨桐 子涵 欣怡 浩然 梓萱 文博 思远 佳宁 一鸣 清越 春梅 国庆 小军 若溪 明轩 月华 振宇 红霞 安琪 立新 晨曦 景行 书瑶'.split(' ')
export const nicknames =
  '慢慢来 山月 糯米团子 阿木 Lucky 晴天 小鱼干 半夏 Vivian 木子 南风 一口甜 橘子汽水 老周 Coco 云边 大白 不二 听雨 Jason 小满 阿May 清欢 北岛 豆豆 江湖人 Sunny 拾光 茶茶 七月'.split(
    ' ',
  )
export const places = '温州 厦门 福州 杭州 苏州 成都 长沙 佛山 宁波 青岛 合肥 昆明 南昌 泉州 无锡 武汉 珠海 西安 贵阳 郑州'.split(' ')
export const trades = '茶馆 奶茶店 民宿 酒店 餐厅 书店 花店 礼品 文创 商贸 会所 糕点铺'.split(' ')
export const habits = [
  '月初补货',
  '只认老客价',
  '先寄样再定',
  '要开专票',
  '周末才有空看消息',
  '怕断货',
  '喜欢语音沟通',
  '由店长验货',
  '价格敏感，量大',
  '账期三十天',
] as const
