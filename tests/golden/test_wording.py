"""One report whose figures hold, told in many ways: nothing right is accused, no slip is missed.

Body, figures and every sentence are invented.
"""

from __future__ import annotations

import pytest

from gxaudit.pipeline import Auditor
from gxaudit.specimen import specimen

AUDITOR = Auditor.load()


def column(name: str, **rows: int) -> dict[str, str]:
    return {f"t3.{row}.{name}": str(value) for row, value in rows.items()}


CELLS = {
    **column(
        "natural",
        applications_received=40,
        carried_over_in=2,
        granted=18,
        partially_granted=5,
        denied_internal=4,
        unable_not_held=9,
        not_processed_duplicate=2,
        other_misc=2,
        handled_total=40,
        carried_over_out=2,
    ),
    **column(
        "business",
        applications_received=4,
        granted=2,
        unable_not_held=1,
        handled_total=3,
        carried_over_out=1,
    ),
    **column(
        "total",
        applications_received=44,
        carried_over_in=2,
        granted=20,
        partially_granted=5,
        denied_internal=4,
        unable_not_held=10,
        not_processed_duplicate=2,
        other_misc=2,
        handled_total=43,
        carried_over_out=3,
    ),
    "t4.review.upheld": "3",
    "t4.review.pending": "1",
    "t4.review.total": "4",
    "t4.litigation_direct.upheld": "1",
    "t4.litigation_direct.total": "1",
    "t2.normative_docs.issued": "2",
    "t2.normative_docs.repealed": "1",
    "t2.normative_docs.in_force": "9",
    "t2.permits.decisions": "120",
    "t2.penalties.decisions": "12",
    "t2.coercive.decisions": "1",
    "t2.admin_fee.amount": "4.5",
}
QUIET = {
    1: "2024年，本局扎实推进政府信息公开。",
    5: "存在的主要问题是解读形式单一。2025年，我局将加强培训。",
    6: "2024年未收取政府信息公开信息处理费。",
}


def rules_that_fail(section: int, sentence: str) -> set[str]:
    prose = {**QUIET, section: sentence}
    result = AUDITOR.audit(specimen("2021", year=2024, cells=CELLS, prose=prose).encode())
    assert not result.faults
    return {one.rule for one in result.failures}


RIGHT = [
    (1, "2024年，我局共收到政府信息公开申请44件，较2023年的31件增加13件，同比增长41.94%。"),
    (1, "全年新收依申请公开44件，上年结转2件，共计办理46件，已办结43件，结转下年继续办理3件。"),
    (1, "2024年主动公开政府信息512条，其中政务微信210条、门户网站302条。2023年同期公开480条。"),
    (1, "受理公开申请44宗，去年受理31宗。"),
    (
        1,
        "2024年度，本机关办理政府信息公开申请46件（含上年结转2件），予以公开20件，部分公开5件，不予公开4件，无法提供10件，不予处理2件，其他处理2件。",
    ),
    (3, "在已办结的43件中，公开类答复25件，占58.1%；不予公开4件，占9.3%。"),
    (1, "收到申请44件，自然人40件，法人4件，分别占90.9%和9.1%。"),
    (4, "因信息公开引发行政复议4件，其中维持3件，1件正在审理；行政诉讼1件，法院判决驳回。"),
    (4, "已审结的行政复议3件，均予维持。"),
    (1, "制发行政规范性文件2件，废止1件，现行有效9件。另制定政策文件11件。"),
    (1, "作出行政处罚决定12件，公开处罚信息10条；办理行政许可120件。"),
    (6, "2024年，我局向1名申请人发出收费通知，申请人逾期未缴纳，未收取信息处理费。"),
    (1, "建议提案办结37件，办结率100%；12345热线受理230件，全部按时办结。"),
    (5, "2023年度指出的3个问题已整改。2025年计划公开重点信息50条，举办开放日2次。"),
    (1, "通过网络收到申请30件、信函12件、当面2件，合计44件。"),
    (1, "共收到申请44件，与上年相比增加十三件。其中网上提交30件，邮寄12件，现场2件。"),
    (1, "2024年收到的44件申请主要涉及水库移民20余件、河道采砂10件左右。"),
    (1, "我局2023年结转的2件申请均于2024年第一季度办结。全年收到申请44件，办结43件。"),
    (1, "截至2024年12月31日，累计收到申请44件，3件尚在办理期限内。"),
    (
        1,
        "根据《2023年政务公开工作要点》和国务院令第711号，2024年公开年报15份、预决算2份，2023年度部门决算已公开。",
    ),
    (1, "依申请公开方面，全年共收到44件（2023年：31件），比去年多13件，办理回复43件，答复率100%。"),
    (4, "2024年收到信息公开行政复议4件、行政诉讼1件，较上年分别增加1件、减少2件，无被纠正情形。"),
    (
        1,
        (
            "2024年共办结政府信息公开申请43件，其中：\n1.予以公开20件；\n2.部分公开5件；\n3.不予公开4件；\n4.无法提供10件；"
            "\n5.不予处理2件；\n6.其他处理2件。"
        ),
    ),
    (1, "全年受理依申请公开44件，按期办结率100%。"),
    (6, "我局2024年依申请收取信息处理费0元，减免0元。"),
    (1, "2024年，全局发布信息1,204条，其中政策文件36条，政策解读18条，其余为工作动态。"),
    (1, "2024年共收到申请44件，均为有效申请，其中40件来自自然人，4件来自企业。"),
    (1, "2024年我县各单位共收到申请320件，我局收到44件。"),
    (
        1,
        "2024年，我局依申请公开工作有序开展：收到申请44件，同比上升41.9%，其中网上申请30件，同比上升50%。",
    ),
    (1, "2024年，我局主动公开政府信息512条，比上年减少8.6%；2023年为560条。"),
    (1, "收到申请44件（去年31件），答复43件（含部分公开5件）。"),
    (
        3,
        (
            "全年办结43件：予以公开20件（46.5%），部分公开5件（11.6%），不予公开4件（9.3%），无法提供10件（23.3%），"
            "不予处理2件（4.7%），其他处理2件（4.7%）。"
        ),
    ),
    (
        3,
        "办结的43件中，属于三类内部事务信息不予公开的4件，本机关不掌握相关信息的10件，重复申请2件。",
    ),
    (3, "不予公开、无法提供、不予处理共16件。"),
    (4, "2024年，行政复议4件，已审结3件，维持3件，纠正率为零。"),
    (4, "全年因政府信息公开引起的复议、诉讼共5件，其中复议4件、诉讼1件。"),
    (4, "去年尚未审结的复议1件已于2024年审结。全年新增行政复议4件。"),
    (1, "印发规范性文件2件，废止1件；公开历年规范性文件9件。"),
    (
        1,
        "2024年办理行政许可120件，其中网上办理110件；行政处罚案件立案15件，作出处罚决定12件，罚款3.6万元。",
    ),
    (1, "全年收取行政事业性收费4.5万元（45000元）。"),
    (6, "2024年，我局未发出收费通知，未收取信息处理费；上年度收取信息处理费30元。"),
    (6, "无其他需要报告的事项。依申请公开信息处理费收取情况：无。"),
    (5, "2024年存在3个方面问题。2024年12月，已制定整改方案。2025年，将重点做好2项工作。"),
    (1, "2023年11月，我局启动平台改版，2024年完成。全年发布信息512条。"),
    (1, "2020年以来，累计收到申请180件，其中2024年44件。"),
    (1, "2024年1月1日至2024年12月31日，共收到申请44件。2023年12月收到的2件结转至本年办理。"),
    (1, "我局严格落实《青岚县2024年政务公开工作要点》，公开任务12项完成12项，完成率100%。"),
    (1, "网站访问量达12.6万人次，同比增长20%，信箱收到来信120件，办结118件，2件正在办理。"),
    (1, "全年受理申请44件，办理43件，另有3件结转，其中2件为上年结转案件的补正件。"),
    (
        1,
        "本机关共收到信息公开申请44件，申请人为自然人的40件、企业的4件；以网络方式提交30件、邮寄14件。",
    ),
    (1, "公开政府信息512条，其中通过县政府网站公开512条、同时通过微信公众号公开210条。"),
    (1, "主动公开信息512条，主要是政策文件36条、工作动态400余条等。"),
    (3, "依申请公开办结43件，占应办件数46件的93.5%。"),
    (3, "收到申请44件，占全县总量的13.8%。"),
    (1, "全年共收到44件申请，月均3.7件，最多的10月收到9件。"),
    (
        6,
        "本报告电子版可从县政府门户网站下载，联系地址：青岚县滨河路88号，电话0371-6543210，邮编450000。2024年未收取信息处理费。",
    ),
]
PLANTED = [
    ("narrative/received", 1, "2024年，我局共收到政府信息公开申请41件。"),
    ("narrative/no-applications", 1, "2024年，我局未收到政府信息公开申请。"),
    ("narrative/carry-over", 1, "全年新收申请44件，上年结转3件。"),
    ("narrative/carry-over", 1, "收到申请44件，结转下年度继续办理1件。"),
    ("narrative/handled", 1, "共办结政府信息公开申请44件。"),
    ("narrative/all-closed", 1, "全年收到的44件政府信息公开申请已全部办结。"),
    ("narrative/outcomes", 3, "其中予以公开19件，部分公开5件。"),
    ("narrative/outcomes", 3, "无法提供9件。"),
    ("narrative/prose-balance", 1, "新收申请44件，上年结转2件，办结43件，结转下年度5件。"),
    ("narrative/channels", 1, "收到申请44件，其中网络30件，信函12件，当面4件。"),
    ("narrative/applicants", 1, "收到申请44件，其中自然人39件，法人或其他组织5件。"),
    ("narrative/breakdown", 1, "主动公开政府信息512条，分别为门户网站302条、微信公众号200条。"),
    ("narrative/percentage", 3, "办结申请43件，其中予以公开20件，占48.5%。"),
    ("narrative/normative-documents", 1, "全年制发行政规范性文件3件。"),
    ("narrative/decisions", 1, "作出行政许可决定210件。"),
    ("narrative/charges", 1, "全年收取行政事业性收费45000万元。"),
    ("narrative/review", 4, "全年因政府信息公开被申请行政复议5件。"),
    ("narrative/no-review", 4, "未发生因政府信息公开引起的行政复议和行政诉讼。"),
    ("narrative/all-upheld", 4, "行政复议4件，均被维持。"),
    ("narrative/review-outcomes", 4, "行政复议4件，其中维持2件，尚未审结1件。"),
    ("fees/statement", 6, "其他无。"),
    ("fees/zero-statement", 1, "收取信息处理费380元。"),
    (
        "fees/parts",
        6,
        "2024年收取信息处理费2950元，其中甲局420元、乙局290元、丙局1500元，丁局其他640元。",
    ),
    ("fees/steps", 6, "2024年收取信息处理费385元。"),
    ("fees/unit", 6, "2024年收取信息处理费2230万元。"),
    ("text/year", 1, "2023年，我局共收到政府信息公开申请44件。"),
    ("text/period", 1, "本报告统计期限为2023年1月1日至2023年12月31日。"),
    ("text/agency", 1, "现公布白河县水务局2024年政府信息公开工作年度报告。"),
    ("text/plan-year", 5, "问题是解读不够。2024年，我局将继续加强解读。"),
    ("text/placeholder", 1, "全年公开信息  条，举办活动XX次。"),
    ("text/citation", 1, "根据国办公开办函〔2019〕60号要求编制。"),
    ("text/principle", 1, "坚持以公开为原则、不公开为例外。"),
    ("narrative/hundred", 1, "主动公开政府信息100条，其中政策类60条，占60%；动态类40条，占45%。"),
    ("narrative/received", 1, "2024年我局受理依申请公开事项四十一件。"),
    ("narrative/no-applications", 1, "2024年，我局没有收到依申请公开。"),
    ("narrative/no-applications", 1, "收到政府信息公开申请0件。"),
    ("narrative/carry-over", 1, "全年无上年结转申请。"),
    ("narrative/outcomes", 3, "予以公开和部分公开共24件。"),
    (
        "narrative/breakdown",
        3,
        "全年办结申请43件，其中予以公开20件，部分公开5件，不予公开4件，无法提供11件，不予处理2件，其他处理2件。",
    ),
    ("narrative/channels", 1, "受理申请44件，其中网上30件，邮寄11件，其他方式2件。"),
    ("narrative/breakdown", 1, "主动公开信息512条，其中微信312条，网站210条。"),
    ("narrative/percentage", 3, "予以公开20件，占办结总数的45.5%。"),
    ("narrative/no-review", 4, "全年未发生信息公开行政诉讼案件。"),
    ("narrative/review", 4, "信息公开行政诉讼3件。"),
    ("narrative/all-upheld", 4, "全年行政复议零纠错，行政诉讼零败诉，行政复议均维持原决定。"),
    ("narrative/normative-documents", 1, "现行有效规范性文件10件。"),
    ("narrative/decisions", 1, "全年实施行政处罚21件。"),
    ("fees/zero-statement", 6, "未收取信息处理费。全年共收取信息处理费20元。"),
    ("fees/parts", 6, "收取信息处理费2件共300元，其中甲局100元，乙局100元，其他单位80元。"),
    ("text/year", 3, "2023年，全局共受理政府信息公开申请44件，均已按期答复。"),
    ("text/year", 1, "2023年度，在县委县政府的坚强领导下，我局深入贯彻落实条例。"),
    ("text/period", 1, "所列数据的统计期限自2023年1月1日起至2023年12月31日止。"),
    ("text/agency", 1, "如对本报告有疑问，请与白河县水务局办公室联系。"),
    ("text/placeholder", 1, "全年共收到申请____件。"),
    ("text/citation", 1, "根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。"),
]


@pytest.mark.parametrize(("section", "sentence"), RIGHT)
def test_what_is_right_is_accused_of_nothing(section: int, sentence: str) -> None:
    assert not rules_that_fail(section, sentence)


@pytest.mark.parametrize(("rule", "section", "sentence"), PLANTED)
def test_a_planted_slip_is_found_by_its_rule(rule: str, section: int, sentence: str) -> None:
    assert rule in rules_that_fail(section, sentence)
