"""D110, D111: results and problems of another trade, or of another project, under a project."""

import pytest

from juesuan.checks import Finding, check, message, selected
from juesuan.checks.subject.items import items
from juesuan.checks.subject.trades import all_trades
from support.excerpts import excerpt


def found(code: str, *said: str, title: str = "2023年度部门决算项目绩效情况") -> list[Finding]:
    return check(excerpt(*said, title=title), selected([code])).findings


@pytest.mark.parametrize(
    ("said", "trade"),
    [
        (
            (
                "项目一：城区路灯改造",
                "产出：更换路灯2,400盏。",
                "存在问题：贫困学生助学金发放滞后。",
            ),
            "教育",
        ),
        (
            ("（一）古籍保护经费。修复古籍46册，动物疫病强制免疫密度达到95%。", "（二）印刷费。"),
            "畜牧",
        ),
        (
            (
                "项目名称：河道清淤",
                "完成情况：清淤6公里。",
                "效益：救助流浪乞讨人员412人次，护送返乡86人次。",
            ),
            "民政",
        ),
        (
            (
                "项目名称|执行数|主要成效",
                "结核病防治|26|治愈率92%",
                "疾控实验室改造|78|改造农村公路路面12公里，通行条件改善",
            ),
            "交通",
        ),
        (
            ("“重点专科建设”项目", "目标：提升针灸专科诊疗水平。", "效益：粮食播种面积稳定。"),
            "农业",
        ),
    ],
)
def test_d110_finds_the_business_of_another_trade(said: tuple[str, ...], trade: str) -> None:
    (finding,) = found("D110", *said)
    assert trade in message(finding) and finding.where[0].printed


def test_d110_finds_a_duty_of_another_trade() -> None:
    said = ("（一）负责农村公路养护；", "（二）承担适龄儿童免疫规划和传染病监测；")
    (finding,) = found("D110", *said, title="南江县农村公路养护中心2023年度部门决算")
    assert "卫生" in message(finding)


@pytest.mark.parametrize(
    "said",
    [
        ("项目一：河道清淤", "效益：行洪能力提高，灌溉面积增加。"),
        ("项目一：学校食堂改造", "效益：学生营养午餐质量得到改善。"),
        ("项目一：在押人员医疗保障", "产出：看守所内门诊药品采购2批。"),
    ],
)
def test_d110_passes_a_project_s_own_business(said: tuple[str, ...]) -> None:
    assert found("D110", *said) == []


@pytest.mark.parametrize(
    "said",
    [
        # near to the project's trade, or named by it
        ("（一）畜禽粪污利用。建设设施18处。", "效益：河道水质持续改善。"),
        ("“法官工作室进景区”项目", "产出：调解涉旅纠纷68件。", "效益：游客满意度98%。"),
        # what units of all trades do
        ("项目一：路灯改造", "产出：更换路灯12盏。", "其他：驻村帮扶，发展肉牛养殖户6户。"),
        ("“电视问政”项目", "产出：节目12期。", "效益：曝光占道经营问题36个。"),
        # what may come of any project
        ("项目一：火化炉更新", "产出：火化炉2台。", "效益：PM2.5下降。"),
        # a point that does the work of many trades
        ("一是抓水利，除险加固水库6座，建成高标准农田3万亩，救助流浪乞讨人员9人次。",),
        # the project tells more of it, so that it is its own
        ("项目一：路灯改造", "内容：学校门口路灯。", "效益：学生营养午餐改善。"),
        # no trade of its own
        ("项目一：设备购置", "产出：购置设备3台。", "效益：门诊人次增加。"),
        # everybody's expenditure
        ("项目一：人员经费", "用途：路灯工资。", "内容：事业单位医疗、住房公积金。"),
    ],
)
def test_d110_spares_what_may_be_its_own(said: tuple[str, ...]) -> None:
    assert found("D110", *said) == []


@pytest.mark.parametrize(
    "said",
    [
        (
            "（1）“公租房维修”项目：产出为维修公租房136套。",
            "（2）“交易大厅搬迁”项目：产出为维修公租房136套。",
        ),
        (
            "1.代表活动经费：组织代表视察4次、专题调研6次，提出建议112件。",
            "2.备案系统运维：组织代表视察4次、专题调研6次，提出建议112件。",
        ),
        (
            "项目名称|主要绩效",
            "游泳馆开放|开放310天，接待健身群众8.4万人次",
            "垃圾中转站改造|开放310天，接待健身群众8.4万人次",
        ),
    ],
)
def test_d111_finds_one_result_under_two_projects(said: tuple[str, ...]) -> None:
    (finding,) = found("D111", *said)
    assert len(finding.where) == 2
    names = {"交易大厅搬迁", "备案系统运维", "垃圾中转站改造"}
    assert finding.details["item"] in names


def test_d111_passes_results_that_differ() -> None:
    said = ("（1）“公租房维修”项目：维修公租房136套。", "（2）“大厅搬迁”项目：新设窗口12个。")
    assert found("D111", *said) == []


@pytest.mark.parametrize(
    "said",
    [
        # two stages of one project; people whom both reach; rates, money, small figures
        ("（1）公路养护一期：处治病害1260处。", "（2）公路养护二期：处治病害1260处。"),
        ("（1）河道清淤：全县惠及群众12,600人。", "（2）路灯改造：全县惠及群众12,600人。"),
        ("（1）河道清淤：验收合格率达到100%。", "（2）路灯改造：验收合格率达到100%。"),
        ("（1）河道清淤：年初预算安排126万元。", "（2）路灯改造：年初预算安排126万元。"),
        ("（1）河道清淤：召开推进会议2次。", "（2）路灯改造：召开推进会议2次。"),
        # the same project told twice
        ("（1）河道清淤：清淤河道1,260米。", "（2）河道清淤项目：清淤河道1,260米。"),
    ],
)
def test_d111_spares_what_two_projects_may_share(said: tuple[str, ...]) -> None:
    assert found("D111", *said) == []


def test_items_are_told_apart_by_their_names_and_headings() -> None:
    subject = excerpt(
        "项目一 校舍维修：维修教室12间。效益：师生安全。",
        "（二）“疫苗冷链”项目",
        "立项依据：疫苗管理法。",
        "项目名称|预算|成效",
        "河道清淤|12|清淤6公里",
        title="南江县2023年度部门决算项目绩效",
    )
    told = {item.name: [(c.label, c.text) for c in item.clauses] for item in items(subject)}
    assert told["校舍维修"] == [("", "维修教室12间"), ("效益", "师生安全")]
    assert told["疫苗冷链"] == [("立项依据", "疫苗管理法")]
    assert told["河道清淤"] == [("河道清淤", "12"), ("河道清淤", "清淤6公里")]


def test_trades_beside_one_another_are_known() -> None:
    trades = all_trades()
    assert {one for trade in trades.values() for one in trade.beside} <= trades.keys()
    for trade in trades.values():
        assert not set(trade.strong) & set(trade.near), trade.name


@pytest.mark.parametrize(
    ("said", "item"),
    [
        # small figures, with another clause of the same matter
        (
            (
                "1.污水处理站运行项目。预算90万元。12座污水处理站稳定运行，出水水质达标率97%。",
                "2.直饮水安装项目。预算60万元。12座污水处理站稳定运行，出水水质达标率97%。",
                "3.监控设备更新项目。预算60万元。更换摄像头9个。",
            ),
            "直饮水安装项目",
        ),
        # under headings of their own
        (
            (
                "一、执法装备购置项目",
                "预算85万元。购置勘查设备6套、录像设备4套。",
                "主要成效：执法取证能力明显增强。",
                "二、听证室改造项目",
                "预算48万元。改造听证室2间。",
                "主要成效：购置勘查设备6套、录像设备4套，执法取证能力明显增强。",
            ),
            "听证室改造项目",
        ),
        # no figure at all, but long and of one of the two
        (
            (
                "（一）康复设备购置。目的是为听障、智障学生配备康复训练设备，让孩子们学得更好。",
                "（二）锅炉房供暖改造。目的是为听障、智障学生配备康复训练设备，让孩子们学得更好。",
            ),
            "锅炉房供暖改造",
        ),
    ],
)
def test_d111_finds_a_text_that_fits_one_project_only(said: tuple[str, ...], item: str) -> None:
    (finding,) = found("D111", *said)
    assert finding.details["item"] == item


@pytest.mark.parametrize(
    "said",
    [
        # what both may have brought about
        ("1.教学楼维修。维修教室12间，环境焕然一新。", "2.宿舍楼维修。维修宿舍9间，环境焕然一新。"),
        (
            "1.审判业务费。用于办案差旅、文书印刷，当事人权益得到维护，群众称赞。",
            "2.执行业务费。用于办案差旅、文书印刷，当事人权益得到维护，群众称赞。",
        ),
        # fits both, or none
        (
            "1.电脑购置。购置电脑2台、打印机5台，办公条件改善。",
            "2.电脑运维。运维电脑2台、打印机5台，办公条件改善。",
        ),
    ],
)
def test_d111_spares_small_things_that_fit_both(said: tuple[str, ...]) -> None:
    assert found("D111", *said) == []


def test_d111_spares_what_three_projects_have_and_labels_of_project_tables() -> None:
    said = "12座泵站稳定运行，出水水质达标率97%。"
    three = (f"1.泵站运行项目。{said}", f"2.直饮水安装项目。{said}", f"3.水表更换项目。{said}")
    assert len(found("D111", *three[:2])) == 1
    assert found("D111", *three) == []
