"""Each word that tells what a number is, who somebody is or what befell them: with each of them the same is found. All names invented."""

import pytest

from site_builder.rules.personal_names import names
from site_builder.rules.personal_people import is_a_name, is_a_role, people
from site_builder.rules.personal_public import of_a_public_body
from site_builder.rules.personal_reasons import of_a_number, of_a_thing
from tests.privacy.neighbours import told

AREAS = "11-15 21-23 31-37 41-46 50-54 61-65 71 81-83"  # GB/T 2260


def test_the_areas_of_identity_numbers() -> None:
    spans = [(int(span[:2]), int(span[-2:])) for span in AREAS.split()]
    areas = [f"{area:02}" for area in range(100) if any(first <= area <= last for first, last in spans)]
    assert [f"{area:02}" for area in range(100) if told(f"身份证{area:02}0105194912310021")] == areas


def test_labels_of_numbers_of_persons() -> None:
    words = (
        "手机 电话 联系 致电 拨打 热线 号码 微信 短信 来电 回电 移动 tel Tel mobile Mobile phone PHONE cell ☎ 📱 长号 短号 座机 收件人 私人号"
        " 虚拟号 备用号 常用号 身份 健康卡 纳税人识别号(个人 证件号 证号码 公民号码 驾驶证 驾照 社会保障号 社保号 居住证 ID id idcard sfz"
        " 银行卡 工资卡 储蓄卡 借记卡 信用卡 收款卡 补贴卡 农行卡 工行卡 建行卡 中行卡 交行卡 邮储卡 农信卡 社保卡号 卡号 开户 一卡通 打款"
        " 转账 打入 存折 账号 账户"
    )
    assert [word for word in words.split() if not of_a_number(word)] == []
    others = "票号码 单据号码 书号码 编号码 箱号码 车号码 户号码 货号 档案 姓名 会员卡 水卡 IDs"
    assert [word for word in others.split() if of_a_number(word)] == []


def test_labels_of_numbers_of_things() -> None:
    words = (
        "编号 单号 订单 流水 凭单 凭证 单据 清单 工单 提单 保单 罚单 账单 文号 批号 序列 设备 批码 条码 条形码 资产 合同 工号 型号 标段 包号"
        " 票号 发票 机号 代码 标识 版本 货号 档案 案号 许可证 证书 备案 索引 追溯 铅封 封号 基站 项目 物料 批次 运单 快递 邮件 税号 账户 户号"
        " 表号 图号 校验 哈希 金额 编码 宗地 单元号 注册号 票据 报告 监管码 SN S/N NO No ISBN IMEI ICCID ID 网安备 ICP备 投资额 总额 总价"
        " 中标价 投标价 招标价 成交价 合同价 造价 概算 预算数 决算数 估算 余额 结余 产值 总值 GDP 税收 债务 读数 示数 底数 止码 流量 水量"
        " 电量 气量 产量 销量 存量 欠款 资金 收入 支出 价款 合计 小计"
    )
    assert [word for word in words.split() if not of_a_thing(word)] == []
    others = "手机号 电话号 联系号 长号 短号 微信号 私人号 虚拟号 家属号 家人号 备用号 常用号 相同号 同号 来电号 主叫号 被叫号 此号 该号 旧号 新号 副号 本人号"
    assert [word for word in others.split() if of_a_thing(word)] == []


@pytest.mark.parametrize(
    ("text", "words"),  # ~ where each word stands
    [
        (
            "~李二狗，",
            "未成年人 低保对象 低保户 特困人员 五保户 困难群众 残疾人 受害人 被害人 受助人 死者 伤者 孤儿 留守儿童 矫正对象 戒毒人员 联络员"
            " 联系人 经办人 责任人 负责人 当事人 举报人 投诉人 信访人 反映人 申请人 户主 村民 职工 群众 患者 学生 教师 医生 干部 同志"
            " 法定代表人 姓名 网格员 法人 审核人 签字人 贫困户 脱贫户 监测户 五保老人 驾驶员 司机 老板 嫌疑人 被告 被告人 原告 证人 承租人"
            " 承包人 代理人 监护人 收款人 领款人 车主 店主 局长 书记 主任 科长 处长 所长 站长 校长 院长 会计 出纳 经理 董事长 镇长 乡长 村长"
            " 组长 队长 主席 委员",
        ),
        (
            "~李二狗多次",
            "会计 出纳 村医 校医 护士 护工 驾驶员 司机 门卫 保安 保洁员 网格员 护林员 水管员 巡河员 炊事员 保育员 检修员 厨师 辅警 协警"
            " 临聘人员 聘用人员 编外人员 借调人员 包工头 承包人 低保户 贫困户 脱贫户 监测户 五保户 农户 大户 专业户 养殖户 村民 居民 家属"
            " 代表 教师 老师 医生 乡村医生 采购员 销售员 收银员 驾校教练 教练 岗位人员 公益岗 合同工 学徒 店长 商户 业主 租户 住户 家长 学生"
            " 患者 病人 职工 工人 农民工 个体户 店主 老板 摊主",
        ),
        (
            "村民李二狗~",
            "投诉 多次 脱岗 离岗 旷工 提出 拆除 整改 表示 补 对 的 收受 收取 多报 漏 被 因 已 未 私自 擅自 违规 违反 违法 反映 上报 作出 退缴"
            " 退还 退赔 工资 家 与 系 危房 向 调 拒 虚报 虚列 冒领 套取 多领 多占 骗取 缴 住 名下 本人 驾车 酒后 借 领取 收 打 辱 死 受 获"
            " 纳入",
        ),
        ("组长李二狗~", "牵头 到场 到会 作了 表态 在 负 担任 任 党内 政务 为 带领 率 参加 督办 汇报 受到 因"),
        (
            "举报人李二狗~",
            "， 、 。 ； ： （ ） | 同志 等人 等3 反映 举报 投诉 来电 来信 来访 之妻 之夫 之子 之女 之父 之母 一家",
        ),
        (
            "村民来访。甲，李二狗~",
            "（男， （女） ，男， ，女） 之妻 之夫 之子 之女 之父 之母 党内 政务 撤职 开除 记过 诫勉 进行约谈 进行诫勉 进行谈话 进行问责"
            " 进行批评 进行立案 等3户 等12人 （身份证 （村民） （户主） （群众） （会计） （护士） 局长， 书记表示 主任在 经理称 女士 先生"
            " 师傅",
        ),
        ("甲~李二狗，男，", "， 。 ； 、 ： （ 由 对 与 和 给 予 向 受 |"),
    ],
)
def test_a_name_beside_a_word(text: str, words: str) -> None:
    assert [word for word in words.split() if "name" not in told(text.replace("~", word))] == []


def test_a_name_before_what_befell_somebody() -> None:
    words = (
        "被拘留 被行政拘留 被刑事拘留 被依法逮捕 被判处 被约谈 被打伤 被殴打 被立案 被解聘 被辞退 被骗 被冒名 虚报 冒领 套取补 骗取 殴打 漏发"
        " 漏报 漏登 重复领 重复享 重复参 多领 少领 已领取 未领取 违规领取 醉酒驾 酒后驾 无证驾 死亡后 去世后 病故 名下有 拖欠工"
    )
    assert [word for word in words.split() if list(people(f"李春花{word}")) != [("name", 0, 3, False)]] == []


@pytest.mark.parametrize(
    ("words", "are"),
    [
        (
            "举报人 当事人 责任人 老人 残疾人 经营人 委托人 养殖户 农户 护林员 党员 保洁员 巡察员 患者 记录者 护工 职工 学生 考生 医生 女生"
            " 男生 实习生 研究生 毕业生 村民 渔民 家属 亲属 军属 烈属 眷属 对象 儿童 菜农 果农 瓜农 蔗农 烟农 茶农 粮农 棉农 商贩 摊贩 小贩"
            " 菜贩 孕妇 产妇 寡妇 农妇 业主 户主 店主 车主 摊主 船主 货主 事主 雇主 房主 家长 教师 老师 厨师 医师 药师 技师 班主任 厨师长"
            " 护士长 列车长 护士 战士 妻子 儿子 男子 女子 孙子 侄子 子女 妇女 孙女 侄女 儿女 丈夫 父亲 母亲 司机 老板 保安 门卫 会计 出纳"
            " 工头 村医 校医 辅警 协警 孤儿 女儿 患儿 幼儿 配偶 女婿 儿媳 朋友 亲友 同伙 嫌犯 罪犯",
            True,
        ),
        (
            "领导人 主持人 发言人 召集人 牵头人 个人 他人 每人 别人 无人 有人 等人 众人 3人 账户 帐户 门户 落户 每户 开户 到户 窗户 建户 万户"
            " 委员 专员 视察员 研判员 议员 党委员 动员 成员 满员 官员 记者 笔者 作者 学者 编者 或者 两者 前者 后者 施工 开工 竣工 分工"
            " 复工 停工 动工 加工 完工 手工 用工 返工 化工 军工 社工 招工 赶工 上工 下工 怠工 务工 罢工 人民 为民 便民 惠民 利民 全民 国民"
            " 公民 富民 爱民 亲民 校长 局长 先生 下属 主任 责任人 负责人 单位职工 干部",
            False,
        ),
    ],
)
def test_what_somebody_is(words: str, are: bool) -> None:
    nobody = {"当事人", "责任人", "负责人"}  # the first is somebody, the others hold an office
    assert [word for word in words.split() if is_a_role(word) != (word == "当事人" if word in nobody else are)] == []


def test_compound_surnames() -> None:
    words = "欧阳 司马 上官 诸葛 司徒 司空 皇甫 尉迟 慕容 令狐 夏侯 公孙 宇文 长孙 端木 南宫 东方 淳于 申屠 轩辕 钟离 闻人 呼延 百里"
    assert [word for word in words.split() if not is_a_name(f"{word}建国")] == []
    assert [word for word in words.split() if not list(names(f"举报人:{word}二狗,"))] == []


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("~‹abcdef1›", "公众号 公众平台 订阅号 服务号 视频号 小程序 政务微信 政务新媒体 政务微博 政务号 官方微信 官方账号 官方微博 官方号 官微"),
        (
            "云州~邮箱‹abc@163.com›",
            "局办公室 委办公室 办办公室 厅办公厅 院办公室 署办公厅 人民政府 县水务局 市林业委员会 区教委 镇信访办 乡党政办公室 省水利厅"
            " 州公安局 街道办 市场监督管理局 审计局 环境监测站 财政所 公安大队 交警支队教育局 水利中心 农业院 信访局 民政局 住建局",
        ),
        ("甲~‹abc@163.com›", "公用 公共 单位邮箱 机关邮箱 公务信箱 工作邮件 办公电子邮箱 专用邮箱 举报邮箱 监督邮箱 部门邮箱 对外邮箱 督查专用"),
        ("‹abc@163.com›~", "（甲局） ，甲委员会） 甲委邮箱 甲办公室信箱 乙政府专用 厅公用 大队邮箱 支队邮箱 中心邮箱 医院邮箱 站邮箱 所邮箱"),
    ],
)  # fmt: skip
def test_words_for_public_bodies(text: str, public: str) -> None:
    def said(word: str) -> bool:
        whole = text.replace("~", word).translate(str.maketrans("（）：，", "():,"))
        kind = "mail" if "@" in whole else "account"
        return of_a_public_body(kind, whole.replace("‹", "").replace("›", ""), whole.index("‹"), whole.index("›") - 1)

    assert [word for word in public.split() if not said(word)] == []


def test_what_is_somebodys_is_no_public_bodys() -> None:
    words = (
        "本人 个人 私人 张某 信访人 举报人 投诉人 反映人 当事人 申请人 病人 经办人 联系人 负责人 责任人 运营人 患者 业主 户主 村民 居民 职工"
        " 员工 管理员 工作人员 先生 女生 女士 家长 学生 老板 其妻 其子 其女 其夫"
    )
    before = [f"云州市审计局{word}公众号" for word in (*words.split(), "局员的", "组长的", "老师的")]
    assert [text for text in before if of_a_public_body("account", f"{text}abcdef1", len(text), len(text) + 7)] == []
    behind = [f"公用abc@163.com({word})" for word in words.split()]
    assert [text for text in behind if of_a_public_body("mail", text, 2, 13)] == []
