"""Surnames: to shorten a name (王秀兰 → 王某) and to recognise one behind a label."""

from mingzhi.redaction.words import words_of

COMPOUND = frozenset(
    {
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒",
        "司空", "端木", "轩辕", "长孙", "宇文", "独孤", "南宫", "百里", "东郭", "呼延", "闻人", "申屠",
        "亓官", "钟离", "澹台", "濮阳", "淳于", "单于", "太叔", "公冶", "宗政", "赫连", "拓跋", "第五",
        "万俟", "鲜于", "西门", "梁丘", "左丘", "公羊", "谷梁", "漆雕", "乐正", "壤驷", "巫马", "子车",
    }
)  # fmt: skip

FREQUENT = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜应柳倪严季俞章鲁葛"
)
"""The surnames of most people: enough where no label announces a name."""

SINGLE = FREQUENT | frozenset(
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄"
    "项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑"
    "邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽"
    "井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺骆尚贝裘邰佘漆展缪茅麻狄禹湛"
    "嵇荀芮储汲邴隗宓班仰伊厉戎韶蓟宿蒲鄂阴闻莘贡劳逄扶宰郦雍璩濮寿扈浦慕茹宦容慎戈庾暨居弘寇禄阙沃蔚晁勾"
    "融訾阚巢蒯逯桓肖闫付代仝粟尉矫初麦敬蹇冶昌凤宣诸钮滑荣惠巴弓牧松幸束云须佴谯笪闾卿豆佀蒿茆昝酆檀衡满"
    "仉亓鄞郗郏郄郇厍弭汝洛浑狐琚甯綦缑莒菅萨蒉虢逵钭镡闳隽雒颛骈鬲麴忻恽揣斛杞毋眭睢郧靖彤肇庹笃乜仵邝亢"
    "俱侬羿岱撖郐鄣麹滿赫"
)

RARE = frozenset(
    "步利隆师那益印索咸籍暴堵门招税青皮支富乌羊双丰山秋伯墨言福上母侍苍帅但战生咎撒危相红权空终越冒年爱经"
    "干国家平水元通别充能从东广公海来火竹良雪玉鹿黑庆怀慧智晨桐桥朝炎琴芳虎裕达逢风悦天光南西北心院问昆把"
    "库农贲杭祖禚翦慈蓬钦郤"
)
"""Surnames of few people that are everyday words as well: for the score of a name, nowhere else."""

JAPANESE = words_of(
    "佐藤铃木高桥田中伊藤渡边山本中村小林加藤吉田山田佐佐山口松本井上木村斋藤清水山崎阿部池田桥本石川山下"
    "中岛石井小川前田冈田藤田后藤长谷村上近藤坂本远藤青木藤井西村福田太田三浦冈本松田中川中野原田小野竹内"
    "金子和田中山石田上田森田柴田酒井宫崎横山高木安藤宫本大野小岛谷口工藤今井高田增田丸山杉山村田大塚新井"
    "小山平野藤原河野上野野口武田松井千叶菅原岩崎矢野北村桥口松尾野村渡部菊池市川久保水野川口秋山川崎本田"
    "大西吉川土屋熊谷黑田松下樱井浅野荒木大久广濑星野川上岛田内田永井川村服部堀内三宅"
)
"""Japanese surnames of two characters, as they are written in Chinese."""

_CALLED = frozenset("老小阿大")
_ORDER = "甲乙丙丁戊己庚辛壬癸"


def surname_of(name: str) -> str:
    """Return the surname: two characters where compound, else the first; nothing for 阿强, 刘 for 老刘."""
    if len(name) == 2 and name[0] in _CALLED:
        return name[1] if name[1] in FREQUENT else ""
    return name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]


def short_names(names: tuple[str, ...]) -> dict[str, str]:
    """Return name → 王某, told apart as 王某甲 and 王某乙 where two people share a surname."""
    unique = tuple(dict.fromkeys(name for name in names if name))
    shared: dict[str, list[str]] = {}
    for name in unique:
        shared.setdefault(surname_of(name), []).append(name)
    return {
        name: f"{surname}某" + (_letter(position) if len(bearers) > 1 else "")
        for surname, bearers in shared.items()
        for position, name in enumerate(bearers)
    }


def _letter(position: int) -> str:
    return _ORDER[position] if position < len(_ORDER) else str(position + 1)
