import { firstScreenWords } from './first-screen.ts'

const first = firstScreenWords['zh-CN']

/** All words in Chinese. One namespace per feature; a sentence with a value in it is a function. */
const zh = {
  ...first,
  common: {
    close: '关闭',
    back: '返回',
    save: '保存',
    cancel: '取消',
    undo: '撤销',
    retry: '重试',
    more: '加载更多',
    offline: '没有网络，改动暂时提交不了。',
    failed: '没有成功，请再试一次。',
    busy: '正在处理',
    requestId: (id: string) => `请求号 ${id}`,
  },
  ui: {
    clear: '清空',
    loading: '正在加载',
    moreFailed: '后面的没加载出来。',
    failedTitle: '没加载出来',
    failedText: '网络断了，或服务器没有回答。',
  },
  customer: {
    ...first.customer,
    count: (used: number, of: number) => `${used}/${of}`,
    saving: '正在保存',
    savedToWecom: '已写进企业微信',
    conflict: '同时有人改过这一项，留下哪个？',
    mine: '我写的',
    theirs: '现在的',
    keepMine: '用我写的',
    keepTheirs: '用现在的',
    refused: {
      no_relation: '没写进企业微信：对方已不是您的好友。已还原。',
      other: '没写进企业微信，已还原。',
    },
    saveFailed: '没有存上，请再试一次。',
    taskFailed: '没能完成这条待办，已还原。',
    taskDone: (title: string) => `已完成：${title}`,
    switched: (name: string) => `聊天对象换成了${name}，已切过来。`,
    notSent: (name: string) => `没有发送：聊天对象换成了${name}。已切到${name}。`,
    switchedFrom: (before: string, now: string) => `没有发送：聊天对象从${before}换成了${now}。已切到${now}。`,
    someoneElse: '另一个聊天',
    dismiss: '知道了',
  },
}

export default zh
