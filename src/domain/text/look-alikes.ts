/**
 * Signs that are drawn like an ordinary character and are none: PDF programs and fonts put them into copied text, and no
 * search finds a name spelt with them. Pairs after Unicode's property Equivalent_Unified_Ideograph; Kangxi radicals need
 * no list, since their compatibility form is the character.
 */
const radicals = '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳'
const characters = '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'
const strokes = '㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡'
const strokeCharacters = '𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎'

const ordinary = new Map<string, string>()
for (const [alike, plain] of [[radicals, characters], [strokes, strokeCharacters]] as const) {
  const plainSigns = [...plain]
  for (const [at, sign] of [...alike].entries()) ordinary.set(sign, plainSigns[at] ?? sign)
}

/** Radicals of both blocks, strokes, and the half-width forms of Japanese punctuation and kana. */
const alike = /[\u2E80-\u2FDF\u31C0-\u31EF\uFF61-\uFF9F]+/g

/** Every look-alike as the ordinary character; text without any is returned as it is. */
export function withoutLookAlikes(text: string): string {
  return text.replace(alike, (signs) => [...signs].map((sign) => ordinary.get(sign) ?? sign).join('').normalize('NFKC'))
}
