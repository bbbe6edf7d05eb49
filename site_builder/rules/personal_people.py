# ruff: noqa: E501  a table reads better in one line
"""Names of people who hold no office, read without a list of trades: behind a word for what somebody is, or before what befell them.

A name is a surname with one or two characters that given names are made of, or foreign syllables joined by a point. The word before it is
known by its last character (举报人, 养殖户, 护工, 家属), with those left out that end so and are nobody (账户, 施工) or hold an office (委员).
"""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.rules.personal_names import BEFELL, COMPOUND, NO_GIVEN, NO_NAME, SURNAMES

Names = Iterator[tuple[str, int, int, bool]]
# Surnames that are words too, or rare: names only where given names follow.
_RARE: Final = (
    "江洪桑车滑乐屈尤艾储燕费廉薄郎皮商明揭苟巫栗宫寇漆郁湛竺胥占仲郦揣扎拉哈茹展查逯丘阚水云花时元平和穆禹米贝计伏谈强危支管经房贲杭诸吉於惠家芮汲糜松井富弓山蓬全班仰秋伊暴戎束幸司韶印宿怀蒲从索咸籍阴能苍双闻党贡劳姬扶堵宰雍寿通边冀"
    "浦农别充慕连习宦鱼容古慎戈终暨居衡步满弘国广禄东殳沃利蔚越夔隆师勾融那空毋乜养鞠须丰巢相后荆红权盖益桓公补植智原修位藏初鹿渠战衣信海保铁撒锁年代项路宣柴楚莘席祖华景沙封麻荣昌牧迟凤厉晋鄂"
)
# Of given names: those that make few other words, and those that do.
_OF_NAMES: Final = frozenset(
    "伟芳娜敏静秀丽磊军洋勇艳杰娟涛霞刚桂英玉萍玲芬燕彬云龙飞鹏波斌宇浩凯俊帆帅旭宁宏志坚琴琳瑶琪瑞珍珠珊玥琼瑜璐璇雪霖露霜佳怡欣悦嘉慧惠淑娇婷婉妍姗嫣媛媚倩蓉蓓蕾芝芸茜茹菲萌薇晓晨昊晖昌昭晶梓紫轩涵诗梦豪渊潮猛毅禄寿喜泰祥睦忠孝廷贤贞彦卿辉"
    "耀煌灿炎焕烨晟翔鸿雁鹤凤凰鸾虎豹骏彪梅兰菊荷莲莉莎松柏柳桃枫桐楠森翠黛绮绣绢璟琦瑾瑛琬琰珂珩珺瑄莹颖滨湘沁沛泓淼淇瀚滢潇澜澄岚峰峻嵩巍嵘钧锋铭锐鑫钊钰铎铮娥妮娣娴芹莘萱蕊蔚雯霄炜琨琛璋祺祯禧裕勋栋杏枝红钗妹囡姣婵蝶巧香茂博雅兰强盛隆荣贵邦磐"
)
_ALSO_OF_NAMES: Final = frozenset(
    "建国文明华山江河海湖林木树根土生平信康智礼义庆春秋冬夏强武福兴仁诚才君大小中长安新东南西北永民成利达道远守全德家光亮正世兵友学良金银财富顺青田立方克天子可若如心思雨星月风启承先来恩善美爱素清洪泉深源溪润维为广义开景振双宗泽石有继培少保存超群焱和"
    "岩川伯仲叔季锦莺苗芽花草元仙仪容宝珏奇诗翼贝甫吉千万喆然之以亚尔力业增加里会太怀在自延国连定焰均伦其桥水火飞权汉社衡苏展艺茵如芙登占本余言声向尚绍耘聪胜旺有柱铁舟泽帮莲勤俭虎宽厚佑星奎魁堂喜彬传发前高"
)
_ALSO_WORDS: Final = frozenset(
    "应于向任常成方时万连单全安易高明平温商金都经水云花元和米计伏谈强危支管房家井富山班秋印怀从索籍能双党劳扶通边农别充习容古终居步满国广东利越师融空养须丰相后红权盖益公补智原修位藏初战信海保铁锁年项路代封祖景楚宣华沙荣席"
)  # surnames that begin other words: 应建立, 向国家
_SURNAME: Final = rf"(?:{COMPOUND}|[{SURNAMES}{_RARE}])"
_FOREIGN: Final = "阿艾买提古丽娜尔克江汗汉木拉依孜热西合吐孙吾加帕布扎卓嘎玛尼次仁旦巴多杰央金措格桑洛达曲桑珠顿斯巴特图雅乌兰额其日苏和呼勒哈萨别叶努库沙力叶肯迪亚森麦麦海提沙吉姆卡德莎比来米热夏迪玉素甫穆罕默白伊吐逊司马义约瓦"
_DOTTED: Final = re.compile(rf"[{_FOREIGN}]{{2,6}}·[{_FOREIGN}]{{2,8}}")
_DOTTED_BEFORE: Final = re.compile(rf"[{_FOREIGN}]{{2,6}}·[{_FOREIGN}]{{2,8}}$")
_NAME: Final = re.compile(rf"({_SURNAME}) ?([\u4e00-\u9fff])(?: ?([\u4e00-\u9fff]))?")
# Where a name may begin: behind the last character of a word for somebody.
BEHIND: Final = rf"[士任人户员者工生民属象童农贩妇主长师子女夫亲机板安卫计纳头医警儿偶婿媳友伙犯](?:\([\u4e00-\u9fff]{{2,8}}\))?[:：]?[ \n|\t]?(?=[{SURNAMES}{_RARE}]|{COMPOUND}|[{_FOREIGN}]{{2,6}}·)"
_BEHIND: Final = re.compile(BEHIND)
_SOMEBODY: Final = re.compile(
    r"(?<![负责领导主持发言召集牵头个他每专别无有等人众用\d一二三四五六七八九十百两几多])人$|(?:当事|责任|老|残疾|经营|委托)人$"
    r"|(?<![账帐门落入每逐开到各走挨上万销分立专网客窗过建户\d一二三四五六七八九十百两几多])户$|(?<![委专视察研判讯议成党动人复满裁官超\d])员$|(?:党|保洁|巡察|人)员$|(?<![记笔作学编或两前后再\d二三])者$"
    r"|(?<![施开竣分复停动加完手用返化军社招赶上下怠务罢])工$|(?:[学考医女男习]|研究|毕业)生$|(?<![人为便惠利全国公富爱亲安于])民$|[家亲军烈眷]属$|对象$|儿童$|[菜果瓜蔗烟茶粮棉花]农$|[商摊小菜]贩$|[孕产寡农]妇$"
    r"|[业户店车摊船货事雇房]主$|家长$|[教老厨医药技]师$|班主任$|(?:厨师|护士|列车)长$|护士$|战士$|(?:妻|儿|男|女|孙|侄)子$|[子妇孙侄儿]女$|丈夫$|[父母]亲$|司机$|老板$|保安$|门卫$|会计$|出纳$|工头$|[村校]医$|[辅协]警$|[孤女患幼]儿$|配偶$|女婿$|儿媳$|[朋亲]友$|同伙$|[嫌罪]犯$"
)
_ENDS: Final = re.compile(r"[ \n]?(?:[,，、。；;:：()|\s\"”]|$)")
_FOLLOWS: Final = re.compile(
    rf"[ \n]?(?:{BEFELL}|无证|以次|两项|限期|实为|并|曾|现|原|拒|违|重复|欠|超|擅|偷|私|仍|尚|虽|均|等|殴|骂|称|说|到|在|不|当|搭|建|养|种|开|经|持|驾|酒|拖|强|将|把|为|是|多|少|代|替|和)"
)
_OF_OFFICE: Final = re.compile("责任人|负责人|承办人|主办人|牵头|领导|单位|公务员|干部")
_NO_NAME_BEHIND: Final = re.compile(r"[\u4e00-\u9fff]?[局委办处科室院校站所厅社村镇乡县区市路街店厂司会部队组园馆库]")
_POLITE: Final = re.compile("先生|女士|老师|同志|师傅|总|工程|商[业户]")
_NEXT: Final = re.compile(r"[、和及与,]")
# What befalls nobody but a person; a name stands right before it.
BEFALLS: Final = "被(?:行政|刑事|依法)?(?:拘留|逮捕|判处|约谈|打伤|殴打|立案|解聘|辞退|骗|冒名)|虚报|冒领|套取补|骗取|殴打|漏[发报登]|重复[领享参]|多领|少领|已领取|未领取|违规领取|醉酒驾|酒后驾|无证驾|死亡后|去世后|病故|名下有|拖欠工"
_BEFALLS: Final = re.compile(BEFALLS)
_BEGINS: Final = re.compile(r"(?:^|[,，。；;、:：\s(|])$")
_MOST: Final = 12  # names in one list


def people(text: str) -> Names:
    """The names of people without office in a folded text, as (kind, start, stop, certain)."""
    last = 0
    for behind in _BEHIND.finditer(text):
        start = behind.end()
        if (
            start < last
            or text.startswith("工程", start - 1)
            or not _SOMEBODY.search(text, max(0, behind.start() - 7), behind.start() + 1)
        ):
            continue
        for _ in range(_MOST):
            stop = _name_at(text, start)
            if not stop:
                break
            last = stop
            yield "name", start, stop, False
            joined = _NEXT.match(text, stop)
            if joined is None:
                break
            start = joined.end()
    for befalls in _BEFALLS.finditer(text):
        if dotted := _DOTTED_BEFORE.search(text, max(0, befalls.start() - 15), befalls.start()):
            yield "name", *dotted.span(), False
            continue
        for length in (3, 4, 2):
            start = befalls.start() - length
            if (
                start >= 0
                and _BEGINS.search(text, max(0, start - 1), start)
                and _name_at(text, start) == befalls.start()
            ):
                yield "name", start, befalls.start(), False
                break


def is_a_name(words: str) -> bool:
    """Whether the words of a cell are a name, and nothing else.

    >>> is_a_name("滕开富"), is_a_name("牟 强"), is_a_name("文化科"), is_a_name("阿依古丽·买买提")
    (True, True, False, True)
    """
    return 1 < len(words) < 16 and _name_at(words, 0) == len(words)


def is_a_role(words: str) -> bool:
    """Whether words end in what somebody is who holds no office.

    >>> is_a_role("虚报面积农户"), is_a_role("开户"), is_a_role("责任人")
    (True, False, False)
    """
    return bool(_SOMEBODY.search(words)) and not _OF_OFFICE.search(words)


def _name_at(text: str, start: int) -> int:
    """Where the name ends that begins at an offset; 0 where none does."""
    if dotted := _DOTTED.match(text, start):
        return dotted.end()
    found = _NAME.match(text, start)
    if (
        found is None
        or (found[1] not in _ALSO_WORDS and NO_GIVEN.match(text, start))
        or _POLITE.match(text, found.end(1))
    ):
        return 0
    first, second = _weight(found[2]), _weight(found[3] or "")
    long = len(found[1]) > 1
    if found[3] and first and second and not NO_NAME.search(found[0]):
        sure = first + second > 2 or long or (found[1] not in _ALSO_WORDS and _goes_on(text, found.end()))
        if sure or (found[1] not in _ALSO_WORDS and _stands_alone(text, found.end())):
            return found.end()
    stop = found.end(2)
    if long and first:
        return stop
    if first > 1 and found[1] not in _ALSO_WORDS and _stands_alone(text, stop):
        return stop
    return 0


def _goes_on(text: str, stop: int) -> bool:
    """Whether what stands behind a name cannot be the rest of a longer word for a body or a place."""
    return _NO_NAME_BEHIND.match(text, stop) is None


def _stands_alone(text: str, stop: int) -> bool:
    """Whether a name may end at an offset: at the end of its words, or before what befell somebody."""
    return bool(_ENDS.match(text, stop) or _FOLLOWS.match(text, stop))


def _weight(char: str) -> int:
    return 2 if char in _OF_NAMES else int(char in _ALSO_OF_NAMES)
