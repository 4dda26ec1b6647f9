"""Goods whose name begins like a surname: what is sold, shown or seized is nobody (销售橙子、白菜等6种商品).

Only where nothing announces a person right before; a longer piece (李子轩) is weighed as a name all the same.
"""

from collections.abc import Iterator

from mingzhi.redaction.words import words_of

_LONGEST = 3
GOODS = words_of(
    "橙子橙汁桃子桃酥桃胶李子枣子枣泥枣糕杏子杏仁梨子梨膏柚子橘子栗子柿子柿饼莲子瓜子松子榛子龙眼山竹石榴金桔"
    "金橘金枣黄桃沙棘甘蔗桂圆红枣车厘黄瓜白菜花菜茄子毛豆南瓜秋葵大蒜马蹄青菜青椒青豆甘蓝红薯杭椒时蔬毛笋"
    "黄鱼花蛤花蟹花胶花甲蛏子毛蟹白虾白鱼银鱼江蟹海参海苔海米海盐海带海蜇鱼丸龙虾鲍鱼牛排羊排和牛柴鸡凤爪"
    "豆干豆浆豆油麻糍年糕方糕米糕青团汤包汤粉包子馒头水饺云吞云腿薄饼雪碧黄酒米酒红酒米醋麻油茶油白糖红糖"
    "黑糖焦糖黄豆黑豆黑米青稞麦片麦芽燕麦谷物葛粉米粉米线银耳云耳白果银杏燕窝党参黄芪白术白芍甘草葛根石斛"
    "杭菊艾草艾叶艾条荷叶茶叶花茶薄荷席子席垫毛巾毛毯皮鞋皮带皮衣皮蛋童鞋童车卫衣卫裤成衣牙膏宣纸柴油"
) | words_of(
    "沙糖桔车厘子山核桃山楂片黄花菜白玉菇金针菇黄豆芽白木耳梅干菜黄花鱼沙琪玛龙须面方便面万能胶黄豆酱豆瓣酱"
    "白砂糖白胡椒杨梅酒桂花糕桂花酒花生油花生米花露水麦芽糖燕麦片柚子茶毛豆腐",
    3,
)


def goods_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where goods stand in a text, each as long as it is written."""
    for at in range(len(text)):
        for size in range(_LONGEST, 1, -1):
            if text[at : at + size] in GOODS:
                yield at, at + size
                break
