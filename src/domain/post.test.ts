import { describe, expect, test } from 'vitest'
import { postFromText, postRules, posts, postsInText, type Post } from './post'

const words: Record<Post, string[]> = {
  station_chief: ['站长', '网格站长', '网格工作站站长', '社区网格站长', '工作站负责人', '代站长', '站长（代）', '党支部书记兼站长', '站 长'],
  community_police: ['民警', '社区民警', '片区民警', '片警', '包村民警', '驻村民警', '责任区民警', '社区警长', '社区民警、副所长'],
  grid_chief: ['网格长', '网格长（员）', '网格员', '网格员（长）', '专职网格长', '兼职网格员', '网格管理员', '网格化管理员', '格长', '网格长/员'],
  aux_police: ['警辅', '辅警', '警辅人员', '辅警员', '协警', '社区辅警', '警务辅助人员', '辅警队员'],
  enforcement_member: ['综合执法', '执法队员', '综合执法队员', '城管队员', '综合行政执法人员', '行政执法队员', '执法人员'],
  building_head: ['楼道长', '楼栋长', '楼长', '单元长', '楼组长', '楼门长', '楼（栋）长'],
  volunteer: ['志愿者', '平安志愿者', '义工', '志愿者队员', '治安志愿者'],
  clerk: ['内勤', '内勤人员', '综治内勤'],
}

describe('post', () => {
  for (const post of posts) test.each(words[post])(`%s is ${post}`, (text) => expect(postFromText(text)).toBe(post))
  test.each(['协理员', '网格助理', '助理', '保安', '书记', '副站长', '副网格长', '网格指导员', '', '党员', '队员', '警务室主任'])('%s is no post of ours', (text) => {
    expect(postFromText(text)).toBeNull()
  })
  test('a cell with two posts names both and decides nothing', () => {
    expect(postsInText('网格长兼楼道长')).toEqual(['grid_chief', 'building_head'])
    expect(postFromText('网格长、志愿者')).toBeNull()
  })
  test('every post has its own mark and label', () => {
    expect(new Set(posts.map((post) => postRules[post].mark)).size).toBe(posts.length)
    expect(new Set(posts.map((post) => postRules[post].label)).size).toBe(posts.length)
  })
  test('labels are read back', () => {
    for (const post of posts) expect(postFromText(postRules[post].label)).toBe(post)
  })
})
