/**
 * Words of the first screen, and of the page for a server that is away and so cannot send any. They travel inside the HTML; of the English ones only those that
 * are needed at once do, the others are `first-screen.en.ts`, a file of their own that is fetched beside the one request. All other words are in `zh-CN.ts` and `en.ts`.
 */
const zh = {
  tabs: {
    nav: '主导航',
    tools: '工作区',
    customer: '客户',
    scripts: '话术',
    materials: '素材',
    orders: '订单',
    follow: '跟进',
    items: (count: string) => `${count} 项`,
    stuck: (count: string) => `${count} 项待同步`,
  },
  skeleton: {
    loading: '正在加载客户资料',
    fields: '资料',
  },
  customer: {
    noName: '未命名的客户',
    wechat: '@微信',
    days: (count: number) => (count > 0 ? `${count} 天` : '今天'),
    stagePick: (name: string, step: number, of: number, days: number) => `阶段 ${name}，第 ${step} 步共 ${of} 步，已停留 ${days} 天，点按移动`,
    stageFixed: (name: string, step: number, of: number, days: number) => `阶段 ${name}，第 ${step} 步共 ${of} 步，已停留 ${days} 天，只读`,
    stageLost: (name: string, reason: string) => (reason ? `${name} · ${reason}` : name),
    owner: (name: string) => `负责人 ${name}`,
    now: '现在',
    done: '完成',
    doneTask: (title: string) => `完成待办：${title}`,
    send: '发送',
    sendNext: (title: string) => `发送下一步：${title}`,
    next: (title: string) => `下一步：${title}`,
    stayed: (days: number) => (days > 0 ? `已停留 ${days} 天` : '今天到这一步'),
    task: '待办',
    wasDue: (when: string) => `待办 · 原定 ${when}`,
    left: (time: string) => `待办 · 还有 ${time}`,
    refund: '退款中',
    fields: '资料',
    allFields: (count: string) => `全部 ${count} 项`,
    remark: '备注 · 同步到企业微信',
    description: '描述 · 同步到企业微信',
    phone: '手机',
    edit: '编辑',
    editField: (name: string, value: string) => `编辑${name}：${value}`,
    add: '添加',
    empty: '未填写',
    copy: (name: string) => `复制${name}`,
    reveal: '显示',
    tags: '标签',
    noTags: '还没有标签。贴上标签，下次一眼就知道怎么聊。',
    byRule: '由规则设置',
    byPerson: (name: string) => `${name} 设置`,
    myTags: '我的',
    personalTags: '个人标签',
    otherTags: '其他',
    identities: '身份标识',
    identity: { external_contact: '微信 · 外部联系人', unionid: '微信 UnionID', phone: '手机', shop_account: '商城账号' },
    followers: '谁在跟进',
    ownerBadge: '负责人',
    remarkOf: (remark: string) => `备注「${remark}」`,
    readOnly: (when: string, owner?: string) => `只读查看。${owner ? `${owner}能看到您${when} 看过这位客户` : '查看会留下记录'}。`,
    addWay: {
      0: '来源未知',
      1: '扫码添加',
      2: '搜手机号',
      3: '名片分享',
      4: '群聊添加',
      5: '手机通讯录',
      6: '微信联系人',
      8: '安装应用时添加',
      9: '搜邮箱',
      10: '视频号添加',
      11: '日程参与人',
      12: '会议参与人',
      13: '微信好友的企业微信',
      14: '智慧硬件客服',
      15: '上门服务客服',
      16: '获客链接',
      17: '定制开发',
      18: '需求回复',
      21: '第三方售前客服',
      22: '可能的商务伙伴',
      24: '通过微信好友申请',
      201: '同事分享',
      202: '管理员分配',
    } as Record<number, string>,
  },
  time: {
    now: '刚刚',
    minutes: (count: number) => `${count} 分钟前`,
    today: '今天',
    yesterday: '昨天',
    tomorrow: '明天',
    weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    date: (month: number, day: number) => `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    fullDate: (year: number, month: number, day: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    dueBefore: (moment: string) => `${moment} 前`,
    lateDays: (count: number) => `逾期 ${count} 天`,
    lateHours: (count: number) => `逾期 ${count} 小时`,
    lateMinutes: (count: number) => `逾期 ${count} 分钟`,
    spanDays: (count: number) => `${count} 天`,
    spanHours: (count: number) => `${count} 小时`,
    spanMinutes: (count: number) => `${count} 分钟`,
  },
  away: {
    title: '客边的服务器没有回应',
    why: '您的网络或服务器可能断了，10 秒后自动再试。',
    retry: '现在重试',
    request: (id: string) => `请求号 ${id}`,
  },
  missing: {
    stale: (online: boolean, time: string) => `${online ? '服务器没有回应' : '没有网络'}。这是${time} 的资料，改动会先存在本机。`,
    notLoaded: '没加载出来：您的网络或服务器可能断了。联网后再试。',
  },
}

export type FirstScreenWords = typeof zh

export type Language = 'zh-CN' | 'en'

/** Of the English ones: what is shown before the others are there, and instead of them when they do not come. */
type AtOnce = Pick<FirstScreenWords, 'tabs' | 'skeleton' | 'away'>

const en: AtOnce = {
  tabs: {
    nav: 'Main',
    tools: 'Tools',
    customer: 'Customer',
    scripts: 'Scripts',
    materials: 'Materials',
    orders: 'Orders',
    follow: 'Follow-up',
    items: (count) => `${count} items`,
    stuck: (count) => `${count} to sync`,
  },
  skeleton: {
    loading: 'Loading the customer',
    fields: 'Profile',
  },
  away: {
    title: 'The Kebian server does not answer',
    why: 'Your network or the server may be down. We try again in 10 seconds.',
    retry: 'Try now',
    request: (id) => `Request ${id}`,
  },
}

export type LaterWords = Omit<FirstScreenWords, keyof AtOnce>

/** The English ones are whole once `takeEnglish` has been called, see `head-start/draw.ts`; nothing else than skeletons and the page for a server that is away comes before. */
export const firstScreenWords: Record<Language, FirstScreenWords> = { 'zh-CN': zh, en: en as FirstScreenWords }

export function takeEnglish(later: LaterWords): void {
  Object.assign(en, later)
}
