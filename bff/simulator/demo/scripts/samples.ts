import type { ScriptOf } from './script.ts'

/** Before, with and after a sample. */
export const samples: ScriptOf[] = [
  {
    key: 'before-sample',
    title: '寄样前要问的',
    text: '样品当天能寄，麻烦留个收件人、电话和门牌。另外平时用盖碗、焖壶还是萃茶机？器具不同，我配的克重也不同。',
    used: 38,
  },
  {
    key: 'sample-sent',
    title: '样品已寄出',
    text: '{客户称呼}，样品交给快递了，单号{快递单号}。袋子背面印着水温和时间，头一回请照着来。',
    used: 29,
  },
  {
    key: 'after-sample',
    title: '试泡之后回访',
    text: '几款都泡过了吗？哪泡苦了、哪泡淡了尽管讲，很多时候换个水温味道就对了。',
    used: 35,
  },
  {
    key: 'machine',
    title: '萃茶机参数',
    text: '萃茶机建议 85 度焖六分钟，一份茶配四十份水，加了柠檬也不会发涩。',
    departmentId: 3,
    used: 14,
  },
  {
    key: 'tasting',
    title: '请老茶客来喝新火',
    text: '退好火的坑涧肉桂只剩几泡，{有空的日子}您要是在城里，过来坐坐，师傅亲手冲。',
    userId: 'lu_yining',
    used: 5,
  },
  {
    key: 'sample-fee',
    title: '样品收不收钱',
    text: '三款以内白送，邮费也归我。第四款起每份收十块，下了单就从货款里扣掉。',
    used: 20,
  },
  {
    key: 'blind',
    title: '教客户盲品',
    text: '给您个笨办法：杯底贴号码，让店员闭眼喝，喝完把空杯排个队。排第一的那款，您闭着眼睛上。',
    used: 8,
  },
  {
    key: 'no-answer',
    title: '样品寄了没回音',
    text: '茶样到您那儿满一周了。没空泡不要紧，拆一包丢保温杯里，闷五分钟喝一口，给我三个字就成：行、不行、再看。',
    used: 15,
  },
  {
    key: 'second-round',
    title: '第一轮不满意，调配第二轮',
    text: '收到，香够了、底子薄。我让拼配师傅加一成老枞进去，压一压飘的那股花香，后天再寄两款来比。',
    used: 7,
  },
]
