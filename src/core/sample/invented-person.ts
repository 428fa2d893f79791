import { checkSignOf } from '../../domain/identity-number'
import type { Post } from '../../domain/post'
import { inventName } from './invented-names'
import { samplePlace, type SamplePerson } from './sample-township'
import type { SeededRandom } from './seeded-random'

/** Youngest, oldest, share of women: as such posts are filled; the youngest was of age when the teams were set up. */
const made: Readonly<Record<Post, readonly [number, number, number]>> = {
  station_chief: [36, 58, 0.35],
  community_police: [26, 57, 0.15],
  grid_chief: [26, 57, 0.55],
  aux_police: [24, 44, 0.2],
  enforcement_member: [26, 50, 0.25],
  building_head: [38, 70, 0.6],
  volunteer: [24, 70, 0.6],
  clerk: [26, 45, 0.7],
}
const homes = ['410102', '410103', '410104', '410105', '410108', '410122', '410181', '410184', '410185', '410221', '410326', '410522', '410724', '411024', '411122', '411425', '411528', '411623', '411722']
const carriers = [
  '130', '131', '132', '133', '134', '135', '136', '137', '138', '139', '147', '150', '151', '152', '153', '155', '156', '157', '158', '159',
  '166', '173', '175', '176', '177', '178', '180', '181', '182', '183', '184', '185', '186', '187', '188', '189', '191', '193', '198', '199',
]
const schooling = { old: ['初中', '初中', '高中', '中专'], middle: ['高中', '中专', '大专', '大专', '大学本科'], young: ['大专', '大专', '大学本科', '大学本科', '硕士研究生'] }
const partyShare: Readonly<Record<Post, number>> = {
  station_chief: 1, community_police: 0.8, grid_chief: 0.45, aux_police: 0.2, enforcement_member: 0.35, building_head: 0.3, volunteer: 0.2, clerk: 0.4,
}

/**
 * Invents people whose numbers look reserved: order codes 900–999 in the identity number, mobiles 1xx0000xxxx.
 * Invariant: no two of them share an identity number, a mobile or a police number.
 */
export class InventedPeople {
  readonly persons: SamplePerson[] = []
  private readonly taken = new Set<string>()

  constructor(
    private readonly random: SeededRandom,
    private readonly today: string,
  ) {}

  /** @returns the person's index */
  invent(post: Post, place: string, named: string | null = null): number {
    const [youngest, oldest, women] = made[post]
    const { random } = this
    const sex = named !== null || !random.chance(women) ? '男' : '女'
    const age = random.integer(youngest, oldest)
    const birthYear = Number(this.today.slice(0, 4)) - age - 1
    const idNo = this.unique(() => inventIdNo(random, birthYear, sex))
    const drawn = inventName(random, sex, birthYear, this.persons.length)
    const extra: Record<string, string> = { 政治面貌: random.chance(partyShare[post]) ? '中共党员' : age < 28 ? '共青团员' : '群众' }
    const school = random.pick(age < 36 ? schooling.young : age < 52 ? schooling.middle : schooling.old)
    if (post !== 'volunteer') extra['学历'] = post === 'community_police' && school.length === 2 ? '大专' : school
    this.persons.push({
      name: named ?? drawn,
      sex,
      idNo,
      phone: this.unique(() => `${random.pick(carriers)}0000${String(random.integer(0, 9999)).padStart(4, '0')}`),
      policeNo: post === 'community_police' ? this.unique(() => `${random.chance(0.6) ? '0' : random.pick(['1', '2'])}${random.integer(10_000, 99_999)}`) : null,
      orgText: this.organisationOf(post, place),
      remark: post === 'volunteer' && random.chance(0.12) ? random.pick(['退休教师', '退役军人', '平安巡防队', '物业保安', '红袖标']) : null,
      extra,
      dutyPhone: null,
    })
    return this.persons.length - 1
  }

  private unique(draw: () => string): string {
    for (;;) {
      const text = draw()
      if (this.taken.has(text)) continue
      this.taken.add(text)
      return text
    }
  }

  private organisationOf(post: Post, place: string): string | null {
    const { short } = samplePlace
    if (post === 'community_police' || post === 'aux_police') return `${short}派出所`
    if (post === 'enforcement_member') return `${short}镇综合行政执法队`
    if (post === 'station_chief' || post === 'clerk') return place.endsWith('村') ? `${place}村民委员会` : `${place}居民委员会`
    return null
  }
}

/** Valid by GB 11643; the order code's last digit is odd for a man. */
export function inventIdNo(random: SeededRandom, birthYear: number, sex: '男' | '女'): string {
  const month = String(random.integer(1, 12)).padStart(2, '0')
  const day = String(random.integer(1, 28)).padStart(2, '0')
  const order = 900 + random.integer(0, 49) * 2 + (sex === '男' ? 1 : 0)
  const firstSeventeen = `${random.pick(homes)}${birthYear}${month}${day}${order}`
  return firstSeventeen + checkSignOf(firstSeventeen)
}
