"""Surnames: to shorten a name (王秀兰 → 王某) and to recognise one behind a label."""

COMPOUND = frozenset(
    {
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒",
        "司空", "端木", "轩辕", "长孙", "宇文", "独孤", "南宫", "百里", "东郭", "呼延", "闻人", "申屠",
    }
)  # fmt: skip

FREQUENT = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜应柳倪严季俞章鲁葛"
)
"""The surnames of most people: enough where no label announces a name."""

SINGLE = FREQUENT | frozenset(
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉"
    "简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗"
    "匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
    "骆尚贝裘邰佘漆展缪茅麻狄禹湛嵇荀芮储汲邴隗宓班仰伊厉戎韶蓟宿蒲鄂阴闻莘贡劳逄扶宰郦雍璩濮寿扈浦慕茹宦容慎戈庾暨居弘寇禄阙"
    "沃蔚晁勾融訾阚巢蒯逯桓肖闫付代仝粟尉矫初麦敬蹇冶昌凤宣诸钮滑荣惠巴弓牧松幸束云须佴谯笪闾卿豆佀蒿茆昝酆檀衡满仉"
)

RARE = frozenset(
    "步利隆师那益印索咸籍暴堵门招税青皮支富乌羊双丰山秋伯墨言福上母侍苍帅但战生咎撒危相红权空终越冒年爱经干国家平水元通别充能从东广公"
)
"""Surnames of few people that are everyday words as well: for the score of a name, nowhere else."""

_ORDER = "甲乙丙丁戊己庚辛壬癸"


def surname_of(name: str) -> str:
    """Return the surname: two characters where compound, else the first."""
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
