# ruff: noqa: E501
"""What decisions and records say, sentence by sentence.

``{x}`` is planted, ``{!x}`` must stay, ``{op}``, ``{agent}``, ``{asked}`` are people of the file. ``{name/label}``
draws somebody nobody named to the machine; behind the stroke stands the class under which it is counted.
"""

OPENINGS = (
    "当事人：{!party}，统一社会信用代码：{!uscc}，经营场所：{!premises}。经营者{op}，{born/known}出生，身份证号码：{k_id}，住{k_home}，联系电话：{k_mobile}。",
    "当事人{!party}（统一社会信用代码{!uscc}），住所{!premises}，法定代表人（负责人、经营者）：{op}，公民身份号码{k_id}，联系方式{k_mobile}。",
    "被处罚人：{!party}；地址：{!premises}；经营者：{op}；证件类型及号码：居民身份证{k_id}；户籍地址：{k_home}；手机：{k_mobile}。",
    "申请人{!party}，信用代码为{!uscc}，许可证编号{!licence}，经营者{op}（身份证{k_id}），现住{k_home}，电话{k_mobile}。",
)
INSPECTION = (
    "{!date}，本局执法人员{!officers}（{!certificate}）对当事人位于{!premises}的经营场所进行检查，{op}在场，执法人员出示了执法证件。",
    "{!date}{!moment}至{!moment}，执法人员{!officers}依法进入{!premises}检查，经营者{op}陪同，见证人{name/label}在检查笔录上签名。",
    "检查时店内有营业员{name/label}（{name_note}）正在营业，货架上有火腿肠{!amount}，批号{!batch}，条码{!barcode}。",
    "经查，该批食品由当事人从{!company}购进，进货单号{!order}，进价{!money}，已售{!amount}，违法所得{!money}。",
    "现场查见电子秤一台，{!model}，检定证书编号{!licence}，最近一次检定日期{!date}。",
    "当事人在{!site}设有仓库，未在营业执照（{!uscc}）登记的住所经营。",
    "执法人员扣押车辆一辆，号牌{plate}，车辆识别代号{vin}，登记车主{name/label}。",
    "该货物由{plate_green}厢式货车运抵，驾驶人{name/label}，驾驶证号{id}，电话{mobile}。",
    "电动三轮车由{name/role}驾驶，后挂{plate_special}，装载量{!amount}。",
    "{name/kin_son}将食品交给顾客，收款码户名为{op}，当事人微信号：{wechat}，QQ{qq}。",
    "抽样单编号{!licence}，抽样基数{!amount}，检验机构为{!company}，检验依据{!statute}，检验结论为不合格。",
    "复查时{op}确认收到责令改正通知书，并在送达回证上签字。",
)
ASKING = (
    "{!date}，本局对{asked}进行询问。{asked}陈述：其受{op}雇请看店，月工资{!money}，工资打入银行卡{card}。",
    "被询问人：{asked}，性别：女，出生日期：{born}，身份证号码：{id}，住址：{flat}，联系电话：{mobile}。",
    "证人{name/label}（身份证号{id}，现住{house}，电话{mobile}）陈述，其于{!date}在当事人处购买火腿肠{!amount}。",
    "证人{name/label}、{name/chain}均证实当事人{!date}在{!premises}营业。",
    "举报人{name/label}通过{!hotline}反映，其联系电话为{mobile}，邮箱{mail}，微信（{wechat}）。",
    "投诉人{name/label}，{sex}，{born}生，身份证{id15}，住{village}，称食用后不适。",
    "消费者{name/label}通过银行转账付款{!money}，收款账户{account}，开户名{name/label_account}。",
    "其妻{name/kin}负责收银，电话{mobile86}；其父{name/kin}负责送货，住{village}。",
    "会计{name/role}提供记账凭证三份，邮箱为{mail}，座机{landline}。",
    "供货人{name/role}，座机{extension}，手机{mobile}，支付宝账号{mobile}。",
    "房东{name/role}称，房屋（{property}）于{!date}出租，年租金{!money}。",
    "{name/bracket}（男，{age}岁，身份证号码{id_x}）系该店临时工，无健康证明。",
    "{name/bracket}，{sex}，汉族，{born}出生，初中文化，在{!company}务工。",
    "{name/bracket}（身份证号：{id}）在询问笔录上逐页签名并按指印。",
    "问：你叫什么名字？答：我叫{name/call}，住在{flat}，电话是{mobile}。",
    "张贴的联系人信息为：联系人{name/label}，电话{landline}，微信号{wechat}，抖音号{wechat}。",
    "外籍人员{dotted/label_dot}持护照{passport}入境，由{!company}聘用。",
    "港澳居民{name/label_hk}（往来内地通行证{permit}）任该公司业务员。",
    "其居住于{flat}，平时将食品存放在{flat}的车库内。",
    "当事人向{name/verb}购买面粉{!amount}，付款{!money}，对方微信昵称“{nick}”。",
    "送货员{name/role}将货物送至{flat}，收货人{name/label}签收。",
    "身份证复印件显示号码为{id_wrong/labelled}，与登记不符，经办人{name/label}已更正。",
    "{asked}称，{op}明知火腿肠已过保质期，仍要求{agent}将标签更换。",
    "经{op}确认，上述{!amount}均为其本人购进，价款{!money}已付清。",
    "以上由{asked}和{op}共同核对，{agent}全程在场。",
)
MINORS = (
    "经核查，购买香烟的{name/minor}（{minor_age}周岁）系未成年人，就读于{school}。",
    "未成年人{name/minor}在其母{name/kin}陪同下接受询问，监护人电话{mobile}。",
    "学生{name/minor}（女，{minor_age}岁）称，其在{!party}购买电子烟一支，付款{!money}。",
    "当事人允许{minor_age}岁的{name/minor}上网，{name/minor_again}系{school}学生。",
    "接待{dotted/minor_dot}（{minor_age}岁）住宿时，未询问其父母联系方式，未登记同住人员{name/label}。",
    "其子{name/minor}，{minor_born}出生，{minor_age}周岁，就读于{school}。",
)
DEFENCE = (
    "{!date}，本局向当事人送达《行政处罚告知书》（{!document}），当事人在五日内提出陈述申辩，委托代理人{agent}提交书面意见，联系电话{mobile}。",
    "当事人的委托代理人{agent}（{!company}法务，身份证号{id}）称，当事人初次违法，请求减轻处罚。",
    "听证会于{!date}{!moment}在本局公开举行，主持人{!officers}，当事人委托代理人{agent}、证人{name/label}到场。",
    "当事人提交的情况说明由{name/role_writer}代书，落款日期{!date}，附银行流水（账号{account}）。",
    "当事人对证据的真实性无异议，认为罚款{!money}过重，要求参照{!document}处理。",
    "当事人未陈述、申辩，也未要求听证，视为放弃上述权利。",
)
EVIDENCE = (
    "证据一：当事人营业执照复印件一份（{!uscc}），证明其主体资格；证据二：{op}身份证复印件一份（{k_id}），证明其身份。",
    "证据三：现场笔录一份、照片四张，拍摄时间{!date}{!moment}；证据四：{asked}询问笔录一份。",
    "证据五：微信聊天记录截图（对方微信号{wechat}，昵称“{nick}”）；证据六：转账记录（卡号{card}，金额{!money}）。",
    "证据七：{!company}出具的检验报告（编号{!licence}）一份；证据八：票据一张，单号{!order}。",
    "证据九：机动车行驶证复印件（{plate}）及所有人{name/label}的身份证复印件（{id}）。",
)
REASONING = (
    "当事人的行为违反了{!statute}的规定。依据{!statute}，参照本省裁量基准，违法行为轻微，社会危害性较小，决定如下：",
    "鉴于当事人积极配合调查，主动召回{!amount}，和平处理消费纠纷，安全意识有所提高，方可从轻处罚。",
    "案涉货值{!money}，不足一万元；经营期限自{!date}至{!date}；应当自收到责令改正通知书之日起十五日内改正。",
    "本局认为，经营者应当建立进货查验记录制度，员工应于上岗前取得健康证明，顾客反映的问题应当及时处理。",
    "联系人变更的，应当自变更之日起三十日内报告；经营者连续两次拒不改正的，从重处罚。",
    "负责人于{!date}批准立案，案件编号{!case_number}；同日向{!company}发出协助调查函（{!document}）。",
    "代理人应当提交授权委托书；证人经通知无正当理由不到场的，不影响案件处理；当事人成立时间不长，和其他同类案件相比情节较轻。",
    "商标注册号{!order}，特种设备登记证{!licence}，上述证照均在有效期内，{!model}不属于淘汰设备。",
    "经营者方面未提出异议；员工白天在店，车间内单独设置温控；家长易于接受的宣传方式，学生高度关注。",
)
CLOSINGS = (
    "1.没收违法所得{!money}；2.罚款{!money}。当事人应当自收到本决定书之日起15日内缴至清溪农商银行非税收入专户。逾期每日按百分之三加处罚款。",
    "如不服本决定，可在收到之日起六十日内申请行政复议，或者六个月内向清溪县人民法院起诉。咨询电话：{!agency_phone}，投诉举报电话{!hotline}。",
    "准予许可，证书编号{!licence}，有效期自{!date}至{!date}。领证时请拨打{!agency_phone}，地址{!site}。",
    "查封期限自{!date}起至{!date}止，查封物品存放于{!premises}，由{op}保管，不得动用。",
    "本决定书（{!document}）同时抄送{!company}、{!shop}。关注微信公众号“清溪市监”，可查询办理进度。",
)
BY_KIND = {
    "普通程序处罚决定": (OPENINGS, INSPECTION, ASKING, EVIDENCE, DEFENCE, REASONING, CLOSINGS),
    "当场处罚决定": (OPENINGS, INSPECTION, REASONING, CLOSINGS),
    "询问笔录": (ASKING, MINORS, ASKING, ASKING),
    "现场笔录": (OPENINGS, INSPECTION, INSPECTION, ASKING),
    "行政许可决定": (OPENINGS, REASONING, CLOSINGS),
    "强制措施决定": (OPENINGS, INSPECTION, EVIDENCE, REASONING, CLOSINGS),
    "听证报告": (OPENINGS, DEFENCE, EVIDENCE, ASKING, REASONING),
    "涉未成年人处罚决定": (OPENINGS, MINORS, MINORS, ASKING, REASONING, CLOSINGS),
    "举报答复": (ASKING, INSPECTION, REASONING, CLOSINGS),
}
FRESH = (
    "{!date}上午，{op}的表弟{name/fresh}来到本局接受调查，自述家在{village}，平日以贩卖水果为生。",
    "监控录像显示，一名男子（后查明为{name/fresh}，{born}生）于{!moment}进入{!premises}。",
    "当事人辩解称，货物系其妹夫{name/fresh}代购，双方通过微信{wechat}联络，货款{!money}以现金结清。",
    "经向公安机关核实，{plate}小型普通客车登记在{name/fresh}名下，其公民身份号码为{id}。",
    "另查明，{name/fresh}与当事人签订的承包协议约定，承包款{!money}汇入户名{name/fresh}、账号{account}的账户。",
    "{name/fresh}于{!date}入住{!premises}二楼客房，登记的证件号码为{id15}。",
    "12岁男孩{name/fresh}独自购买烟花，随后燃放时受伤，被送往清溪县人民医院救治。",
    "家属{name/fresh}来电（{mobile}）要求查阅案卷，承办人{!officers}予以答复。",
    "收条载明：今收到{name/fresh}交来押金{!money}，经手：{name/fresh}，{!date}。",
    "快递面单显示收件地址为{flat}，收件人{name/fresh}，电话{mobile86}。",
    "上述事实，有{asked}、{name/fresh}的询问笔录以及{agent}提交的情况说明佐证。",
    "两人中年长者为{name/fresh}，年轻者为{name/fresh}，均无固定职业。",
    "据{name/fresh}指认，涉案作坊的实际经营者系{name/fresh}，手机尾号之外的完整号码为{mobile}。",
    "顾客向店长{name/fresh}反映后，店长当场退还{!money}，并留下办公电话{landline}。",
    "当事人的丈夫{name/fresh}（持港澳通行证{permit}）在笔录末页书写“以上属实”。",
    "新能源汽车{plate_green}的车主{name/fresh}表示，充电桩标价{!money}与实收不符。",
    "本局委托{!company}检验，报告编号{!licence}，检验员签字齐全，依据{!statute}判定不合格。",
    "考虑到经营者年事已高、家庭困难，且方才初次违法，应予教育；平时经营尚属规范，罚款{!money}为宜。",
    "涉案商品订单{!order}，标价{!money}，平台客服电话{!hotline}，发货地{!site}。",
    "相关部门已按{!document}要求完成整改，任务台账齐备，向社会公示时间不少于三十日。",
)
"""Sentences written after the detectors and never used to better them: what new wording costs."""
