import { compact, isProse, withoutBrackets } from './written-text'

export const posts = [
  'station_chief',
  'community_police',
  'grid_chief',
  'aux_police',
  'enforcement_member',
  'building_head',
  'volunteer',
  'clerk',
] as const
export type Post = (typeof posts)[number]

/** `unique`: how many may hold the post at a time: one per community, one per grid, or any number. */
interface PostRule {
  label: string
  mark: string
  unique: 'community' | 'grid' | null
  needsGrid: boolean
}

export const postRules: Readonly<Record<Post, PostRule>> = {
  station_chief: { label: '网格工作站站长', mark: '站', unique: 'community', needsGrid: false },
  community_police: { label: '社区民警', mark: '警', unique: 'community', needsGrid: false },
  grid_chief: { label: '网格长', mark: '格', unique: 'grid', needsGrid: true },
  aux_police: { label: '警辅人员', mark: '辅', unique: 'grid', needsGrid: true },
  enforcement_member: { label: '综合执法队员', mark: '执', unique: null, needsGrid: false },
  building_head: { label: '楼道长', mark: '楼', unique: null, needsGrid: false },
  volunteer: { label: '志愿者', mark: '志', unique: null, needsGrid: false },
  clerk: { label: '内勤', mark: '内', unique: null, needsGrid: false },
}

export function postLabel(post: Post): string {
  return postRules[post].label
}

/** First match wins, so 辅助民警 is an auxiliary before anything ending in 民警 is an officer. */
const spellings: readonly [Post, RegExp][] = [
  ['clerk', /^(综治|网格化?|警务|派出所|工作站)?内勤(人员|员)?$/],
  ['aux_police', /(辅警|警辅|协警|辅助警察|辅助民警)(人员|队员|员)?$|^警务辅助(人员|队员)?$/],
  ['station_chief', /^(?!.*警务[室站]).*(站长|工作站负责人)$/],
  ['community_police', /(民警|片警|包片警|驻村警|包村警|社区警|户籍警|片区警)(员|官|长|察)?$|^(社区|片区|责任区)?警官$/],
  ['grid_chief', /^(?!.*(指导|督导|信息|宣传|协管)).*网格化?(长|员|管理员|负责人|长员|员长)$|^格长$/],
  ['enforcement_member', /执法(大队|中队|支队|队|局)?(队员|人员|员|干部|成员)?$|^城管(执法)?(队员|人员|员)?$/],
  ['building_head', /(楼道|楼栋|楼宇|楼院|楼门|楼组|楼|单元|门栋|栋|院落|门洞)(长|负责人)$/],
  ['volunteer', /志愿者?(队员|人员|服务者|服务人员|服务队员)?$|^义工$/],
]

/** A deputy, a helper or a former holder does not hold the post. */
const notTheHolder = /副|助理|协理|候补|预备|见习|实习|^原|^前任/

function single(text: string): Post | null {
  if (text === '' || notTheHolder.test(text)) return null
  for (const [post, spelling] of spellings) if (spelling.test(text)) return post
  return null
}

/**
 * Every post that a cell names, in its order: 网格长兼楼道长 names two. Other titles beside a post (党支部书记兼站长)
 * do not count. Brackets explain (网格长（员）, 站长（代）) and are tried only when the text before them says nothing.
 */
export function postsInText(written: string): Post[] {
  if (isProse(written)) return []
  const text = compact(written).replace(/[*:：。.]+$/, '')
  const whole = single(withoutBrackets(text)) ?? single(text.replace(/[()（）[\]【】]/g, ''))
  const pieces = withoutBrackets(text).split(/[、，,/\\;；+&＋]|兼任?|和|及|与/)
  const found = pieces.map(single).filter((post) => post !== null)
  if (found.length > 0) return [...new Set(found)]
  return whole === null ? [] : [whole]
}

export function postFromText(written: string): Post | null {
  const found = postsInText(written)
  return found.length === 1 ? (found[0] ?? null) : null
}
