import type { SeededRandom } from './seeded-random'

const frequentSurnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林']
const otherSurnames = [
  ...'罗郑梁谢宋唐许韩冯邓曹彭肖田董袁潘于蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严',
]
const twoCharacterSurnames = ['欧阳', '上官', '诸葛', '司马', '令狐', '尉迟']
/** Read differently as surnames: shàn, zēng, qiú, xiè, zhā, rén, huà. One of them comes round every so often. */
const polyphonicSurnames = [...'单曾仇解查任华']
const polyphonicEvery = 20

/** Given names as three generations have them: first character, second character. */
interface GivenNames {
  until: number
  男: readonly [string, string]
  女: readonly [string, string]
}
const generations: readonly GivenNames[] = [
  { until: 1972, 男: ['建国保长广庆元兴传守学明新清福松', '祥田才林安顺堂贵银臣义山河良兴友'], 女: ['秀桂兰凤素春淑月翠荣改玉瑞金巧', '英兰荣珍莲梅芝云花枝芬琴勤娥'] },
  { until: 1989, 男: ['志永卫立宏海国文俊东世振克延书', '峰刚辉强民军超杰勇斌平魁旭奎良'], 女: ['丽红艳晓慧玲海玉春彩利燕瑞会雪', '霞丽娟敏萍莉燕红芳琳华蓉'] },
  { until: 9999, 男: ['子浩宇嘉一梓泽晨思明瑞鹏奕景承', '轩然宸辰睿航远博泽林阳豪霖昊凯'], 女: ['欣雨梦佳思诗可静若语亦晨书芷怡', '彤萱瑶琪婷妍然涵宁洁蕊悦汐晴'] },
]
const lone: Readonly<Record<'男' | '女', string>> = { 男: '强军勇杰翔斌鹏骁锐峻毅威栋旺彪', 女: '艳芳莉颖蕾洁莹瑶岚薇琼菲婕珊玥' }

/** `order`: how many people were invented before; it brings the polyphonic surnames round. */
export function inventName(random: SeededRandom, sex: '男' | '女', birthYear: number, order: number): string {
  const surname = order % polyphonicEvery === 0 ? (polyphonicSurnames[(order / polyphonicEvery) % polyphonicSurnames.length] ?? '') : inventSurname(random)
  if (random.chance(0.18)) return surname + random.pick([...lone[sex]])
  const generation = generations.find((one) => birthYear <= one.until)
  if (!generation) throw new RangeError(`no given names for ${birthYear}`)
  const [first, second] = generation[sex]
  return surname + random.pick([...first]) + random.pick([...second])
}

function inventSurname(random: SeededRandom): string {
  if (random.chance(0.012)) return random.pick(twoCharacterSurnames)
  return random.pick(random.chance(0.55) ? frequentSurnames : otherSurnames)
}

const townHeads = [
  '云锦', '青榆', '竹韵', '望禾', '晨曦', '东塘', '槐荫', '麦香', '石榴', '桂语', '新禾', '梧桐', '兰亭', '翠屏', '星河',
  '听雨', '百草', '南桥', '知春', '映月', '清河', '采薇', '枫林', '同心', '长虹', '松涛', '织锦', '育才', '平安', '荷塘',
]
const townTails = ['里', '苑', '路', '花园', '街', '雅居']
const villageHeads = ['解家', '白杨', '曾家', '石桥', '查家', '大槐', '东柳', '任家', '苇塘', '华家', '枣林', '桃园', '磨盘', '单家', '西柳', '青石', '古井', '仇家', '双塔', '芦花']
const villageTails = ['坡', '楼', '堤', '营', '沟', '垛', '口', '集']

export interface InventedPlace {
  name: string
  kind: 'residents_committee' | 'village_committee'
}

/** Names of communities, towns' first, each stem once until all are used up. */
export function inventPlaces(random: SeededRandom, count: number): InventedPlace[] {
  const towns = Math.ceil(count * 0.55)
  return [
    ...stems(random, townHeads, townTails, towns).map((stem): InventedPlace => ({ name: `${stem}社区`, kind: 'residents_committee' })),
    ...stems(random, villageHeads, villageTails, count - towns).map((stem): InventedPlace => ({ name: `${stem}村`, kind: 'village_committee' })),
  ]
}

function stems(random: SeededRandom, heads: readonly string[], tails: readonly string[], count: number): string[] {
  if (count > heads.length * tails.length) throw new RangeError(`only ${heads.length * tails.length} place names of this kind`)
  const headOrder = random.shuffle(heads)
  const tailOrder = random.shuffle(tails)
  return Array.from({ length: count }, (_, at) => {
    const round = Math.floor(at / heads.length)
    return `${headOrder[at % heads.length]}${tailOrder[(at + round) % tails.length]}`
  })
}

const roads = ['青禾大道', '麦浪路', '禾香路', '榆荫街', '织锦街', '竹影巷', '东塘渠', '望河路', '晒场街', '粮仓路', '三号支渠', '机耕路', '石榴巷', '学府街', '老槐树巷', '卫生院北墙', '村委会东路', '污水泵站围墙']

/** 四至 of a grid. */
export function inventBoundary(random: SeededRandom): string {
  const [east, south, west, north] = random.shuffle(roads)
  return `东至${east}，南至${south}，西至${west}，北至${north}`
}
