import { compact, halfWidth } from './written-text'

const singleSurnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'.split(
    '',
  ),
)
const compoundSurnames =
  /^(欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|宇文|长孙|轩辕|端木|东方|独孤|南宫|申屠|澹台|公冶|濮阳|淳于|单于|太叔|闻人|赫连|钟离|鲜于|闾丘|亓官|司空|百里|呼延|拓跋|第五|西门|东郭|南门|左丘|谷梁|乐正|巫马|漆雕|壤驷|宰父|夹谷|段干)/

export type WrittenName =
  | { kind: 'empty' }
  | { kind: 'name'; name: string; spelling: 'name_inner_space' | 'name_dot' | null }
  /** A note in brackets, or a sign that no name has: a person looks at it. */
  | { kind: 'doubt'; name: string; reason: 'note' | 'sign' | 'length' | 'two' | 'unprintable' }
  | { kind: 'several'; names: string[] }

/** 空缺, 待定 …: the clerk says that nobody holds the post. */
export function saysVacant(written: string): boolean {
  return /^[(（[]?(暂|岗位|目前)?(空缺|缺|缺岗|缺员|待定|待配|待补|待聘|待招|空岗|无人|暂无|无|未配备|未定|虚位)[)）\]]?$|^[-—–/_*]+$/.test(compact(written))
}

export function readWrittenName(written: string): WrittenName {
  const half = halfWidth(written).trim()
  const joined = compact(half)
  if (joined === '' || saysVacant(joined)) return { kind: 'empty' }
  // Private-use and replacement characters stand for a rare character that was lost on the way.
  if (/[\uE000-\uF8FF\uFFFD]|\?/.test(joined)) return { kind: 'doubt', name: joined, reason: 'unprintable' }
  const pieces = joined.split(/[、，,/;；|]/).filter((piece) => piece !== '')
  if (pieces.length > 1 && pieces.every(isLikelyName)) return { kind: 'several', names: pieces }
  const spaced = half.split(/\s+/).filter((piece) => piece !== '')
  if (spaced.length === 2 && spaced.every((piece) => [...piece].length >= 2 && isLikelyName(piece)) && !compoundSurnames.test(joined)) {
    return { kind: 'doubt', name: joined, reason: 'two' }
  }
  const dotted = joined.replace(/[•・．‧∙●.]/g, '·')
  const bare = dotted.replace(/[(（[【][^)）\]】]*[)）\]】]?$/, '').replace(/[*#★☆]+$/, '')
  if (bare !== dotted && bare !== '') return { kind: 'doubt', name: bare, reason: 'note' }
  if (!/^[\p{Script=Han}〇々·]+$/u.test(dotted)) {
    return /^[A-Za-z][A-Za-z .'·-]+$/.test(half) ? { kind: 'name', name: half, spelling: null } : { kind: 'doubt', name: dotted, reason: 'sign' }
  }
  const length = [...dotted].length
  if (length < 2 || (length > 6 && !dotted.includes('·')) || length > 25) return { kind: 'doubt', name: dotted, reason: 'length' }
  if (joined !== half) return { kind: 'name', name: dotted, spelling: 'name_inner_space' }
  return { kind: 'name', name: dotted, spelling: dotted === joined ? null : 'name_dot' }
}

/** Good enough to recognise a column of names; never used to refuse one. */
export function isLikelyName(written: string): boolean {
  const text = compact(written)
  const length = [...text].length
  if (length < 2 || length > 15 || !/^[\p{Script=Han}·]+$/u.test(text)) return false
  if (text.includes('·') || compoundSurnames.test(text)) return true
  if (/^(党员|群众|团员|党派)$/.test(text)) return false
  return length <= 4 && singleSurnames.has([...text][0] ?? '')
}
