"""Words of made-up notices: clauses are drawn once, sentences are put together from them.

No clause says that an item is done, under way or due: those words stand in a notice only where a ledger quotes them.
"""

from collections.abc import Sequence
from random import Random


def _listed(words: str) -> list[str]:
    return words.split()


ORGAN_STEMS = _listed(
    "市场监督管理 水务 生态环境 住房保障 交通运输 农业农村 文化旅游 卫生健康 应急管理 财政 审计 民政 教育 科技 统计 林业 "
    "商务 体育 档案 医疗保障 城市管理 自然资源 数据 人力资源 退役军人事务 信访 司法 气象服务 粮食储备 园林绿化 港航 "
    "公共资源交易 邮政服务 机关事务 乡村振兴 消防保障 地方志 海洋渔业 供销合作 水文监测"
)
OFFICES = _listed(
    "办公室 财务科 人事科 法规科 监察科 规划科 项目科 信息中心 服务大厅 督查科 基层科 采购中心 安全科 宣传科 后勤科 培训中心"
)
AREAS = _listed("制度执行 资金管理 项目建设 服务效能 队伍管理 安全监管 信息公开 采购管理")
OBJECTS = _listed(
    "专项资金 固定资产 采购合同 项目档案 内控制度 审批流程 食堂账目 培训计划 公务用车 差旅报销 会议纪要 绩效目标 补贴发放 "
    "维修基金 往来款项 印章管理 租赁房屋 结余资金 验收资料 巡查记录 隐患清单 应急物资 窗口服务 数据共享 热线工单 信用记录 "
    "值班安排 轮岗计划 考勤管理 工程变更 质保金 招标文件 评审专家 下属企业 社会组织 监测设备 管网改造 河道保洁 沿街店铺 老旧小区"
)
FAULTS = _listed(
    "底数不清 台账不全 审批把关不严 更新不及时 监督检查覆盖不全 责任划分不清 公开内容不完整 制度执行不到位 资料归档滞后 "
    "使用效率不高 后续管理薄弱 回访流于形式 结算周期偏长 分工衔接不畅 抽查比例偏低 风险提示不足"
)
_VERBS = _listed("梳理 核对 清点 复核 归集 比对 登记 抽查 走访 汇总 评估 整理 公示 对照检视 分类统计 重新测算")
_MEANS = _listed(
    "按照分级分类的办法 对照原始凭证和合同文本 结合年度预算安排 通过现场查看与系统比对相结合的方式 采取随机抽取的方式 "
    "会同属地街道和服务对象代表 在征求基层单位意见的基础上 以季度为周期 依托现有业务系统 借鉴相邻单位的做法 "
    "围绕群众反映集中的环节 从源头资料入手"
)
_RESULTS = _listed(
    "形成清单并标明责任人员和核对依据 相关结果在内部平台公开供各科室查阅 对不一致的地方逐条注明原因并附佐证材料 "
    "把常见情形编写成操作指引发放到岗位 由分管负责人签字确认后存档 每月向党组会报告一次 "
    "将核对结果与预算编制和项目安排挂钩 对同类情形一并检视并补充资料 请服务对象代表参加评议并记录意见 "
    "实行科室自查与交叉互查相结合 对连续两次出现差错的岗位开展约谈 统一了表格样式和填报口径"
)
_COUNTED = _listed(
    "共涉及{a}项、{b}户 核对资料{a}份，补充{b}份 组织业务培训{c}期，参加{a}人次 现场走访{a}家，收集意见{b}条 "
    "发放提示函{c}份，约谈{c}人次 抽取样本{a}个，发现差错{c}个 修改表格{c}张，合并报表{c}张 归还多计款项{c}.{d}万元 "
    "召开调度会{c}次，形成会议记录{c}份 调整岗位{c}个，新增专职人员{d}名 更换设备{a}台，检修设备{b}台 "
    "覆盖{c}个街道{a}个社区 比上年同期减少{c}.{d}个百分点 平均办理时间缩短{d}天"
)
_LEADS = _listed(
    "建立工作清单 摸清基本底数 规范办理流程 加强日常管理 完善配套制度 畅通反映渠道 强化业务培训 严格资料审核 "
    "改进服务方式 优化人员配置 推动信息共享 压实岗位责任 突出重点环节 开展交叉检查"
)
ORDINALS = "一二三四五六七八九十"


def _draw(draw: Random, words: Sequence[str]) -> str:
    return words[int(len(words) * draw.random())]


class Wording:
    """A stock of clauses, the same for the same seed; `sentence` puts three or four of them together."""

    def __init__(self, seed: int, stock: int = 2000):
        draw = Random(f"wording {seed}")
        self.firsts = [
            f"{_draw(draw, _MEANS)}，{_draw(draw, OFFICES)}对{_draw(draw, OBJECTS)}和{_draw(draw, OBJECTS)}的情况进行{_draw(draw, _VERBS)}"
            for _ in range(stock)
        ]
        self.figures = [self._figure(draw) for _ in range(stock)]
        self.results = [
            f"{_draw(draw, _RESULTS)}，涉及{_draw(draw, OBJECTS)}的同步{_draw(draw, _VERBS)}" for _ in range(stock)
        ]
        self.leads = _LEADS

    @staticmethod
    def _figure(draw: Random) -> str:
        numbers = {
            name: draw.randint(low, high)
            for name, low, high in zip("abcd", (30, 11, 2, 1), (980, 290, 48, 9), strict=True)
        }
        return _draw(draw, _COUNTED).format(**numbers)

    def sentence(self, draw: Random) -> str:
        """Some 70 characters; says nothing that a ledger could quote."""
        random = draw.random
        first = self.firsts[int(random() * len(self.firsts))]
        figure = self.figures[int(random() * len(self.figures))]
        return f"{first}，{figure}，{self.results[int(random() * len(self.results))]}。"

    def lead(self, draw: Random) -> str:
        return _draw(draw, self.leads)

    def paragraph(self, draw: Random, sentences: int) -> str:
        return "".join(self.sentence(draw) for _ in range(sentences))
