"""N501 to N505: counts, and averages reckoned from them."""

import pytest

from juesuan.checks import message
from support.telling import found, shown

CARS = "四、财政拨款“三公”经费支出决算情况说明"
ASSETS = "五、国有资产占用情况说明"
STAFF = "六、机构设置"


class TestAverages:
    def test_n501_finds_an_average_that_amount_and_count_do_not_give(self) -> None:
        said = "公务接待费支出1万元，接待5批次、50人次，人均接待费2000元。"
        (finding,) = found("N501", CARS, said)
        assert [printed for _, printed in shown(finding)] == ["2000元", "1万元", "50人次"]
        assert finding.expected == "200.00元"
        assert "应为200.00元" in message(finding)

    def test_n501_expects_yuan_where_ten_thousands_leave_hardly_a_digit(self) -> None:
        said = "公务接待费支出0.41万元，接待5批次、50人次，人均接待费82.00万元。"
        (finding,) = found("N501", CARS, said)
        assert finding.expected == "82.00元"

    def test_n501_spares_an_average_that_is_of_a_month_too(self) -> None:
        assert found("N501", CARS, "实习生35名，按每人每月300元发放10个月，共10.5万元。") == []

    def test_n501_finds_an_average_that_is_called_one_of_a_year(self) -> None:
        said = "公务用车运行维护费3万元，年末保有量3辆，平均每辆年运行维护费1.5万元。"
        (finding,) = found("N501", CARS, said)
        assert finding.expected == "1.00万元"

    def test_n501_finds_an_average_of_another_paragraph(self) -> None:
        (finding,) = found(
            "N501", CARS, "1.公务用车运行维护费3万元。", "2.年末保有量3辆，车均运行维护费1.5万元。"
        )
        assert finding.expected == "1.00万元"

    def test_n501_expects_the_average_of_the_whole_and_not_of_a_part(self) -> None:
        said = "公务用车运行维护费6.2万元，其中执法办案车辆的运行维护费1.1万元。"
        (finding,) = found("N501", CARS, said + "年末保有量3辆，平均每辆运行维护费1.5万元。")
        assert finding.expected == "2.07万元"

    @pytest.mark.parametrize(
        "said",
        [
            "公务接待费支出1万元，接待50人次，人均接待费200元。",
            "公务用车运行维护费3.1万元，保有量3辆，平均每辆运行维护费1.03万元。",
            "公务接待费支出1.26万元，公务用车运行维护费7.16万元。\n"
            "1.公务用车运行维护费7.16万元，保有量4辆。2.公务接待费国内接待18批次、140人次，人均90元。",
        ],
    )
    def test_n501_passes_averages_that_follow(self, said: str) -> None:
        assert found("N501", CARS, *said.split("\n")) == []

    @pytest.mark.parametrize(
        ("said", "right"),
        [
            ("公务接待费支出1.00万元，接待5批次、50人次，人均{}元。", "200.00"),
            ("公务接待费1.00万元，接待50人次，每人次平均{}元。", "200.00"),
            ("公务接待费1.00万元，接待50人次，按人次计算，人均开支{}元/人次。", "200.00"),
            ("公务接待费1.00万元，接待5批次，批均{}元。", "2000.00"),
            ("公务用车运行维护费支出3.00万元，保有量2辆，平均每辆{}万元。", "1.50"),
            ("公务用车运行维护费3.00万元，用于2辆公务用车的燃料费，单车运行费{}万元。", "1.50"),
            ("公务用车运行维护费3.00万元，2辆车平均{}万元。", "1.50"),
            ("公务用车运行维护费3.00万元，公务用车2台，台均{}万元。", "1.50"),
            ("门诊收入30.00万元，全年门诊2000人次，次均费用{}元。", "150.00"),
        ],
    )
    def test_n501_ties_an_average_to_amount_and_count_however_it_is_worded(
        self, said: str, right: str
    ) -> None:
        assert found("N501", CARS, said.format(right)) == []
        (finding,) = found("N501", CARS, said.format(right[1:] if right[2] == "0" else "3.15"))
        assert finding.expected.startswith(right)

    def test_n501_counts_cars_of_the_year_each_or_not_or_for_half_of_it(self) -> None:
        said = "公务用车运行维护费32.45万元。购置公务用车1辆，年末保有量8辆，平均每辆运行费{}万元。"
        for right in ("4.06", "4.64", "4.33"):
            assert found("N501", CARS, said.format(right)) == []
        (finding,) = found("N501", CARS, said.format("4.60"))
        assert finding.expected == "4.06万元"

    def test_n501_spares_an_average_beside_an_amount_of_something_else(self) -> None:
        said = "收入总计171.00万元。全年门诊2000人次，次均费用150.00元。"
        assert found("N501", CARS, said) == []

    def test_n501_finds_an_average_of_what_only_the_forms_print(self) -> None:
        said = "国内公务接待3批次24人，人均接待费{}元。"
        (finding,) = found("N501", CARS, said.format("461.67"))
        assert finding.expected == "416.67元"
        assert found("N501", CARS, said.format("416.67")) == []

    def test_n501_finds_an_average_of_what_only_its_count_tells(self) -> None:
        (finding,) = found("N501", CARS, "国内公务接待4批次，批均{}元。".format("2600"))
        assert finding.expected == "2500.00元"
        assert found("N501", CARS, "国内公务接待4批次，批均2500元。") == []

    def test_n501_finds_an_average_of_facts_by_those_employed(self) -> None:
        said = "年末在职人员10人，人均基本支出{}万元。"
        (finding,) = found("N501", "四、其他", said.format("13.01"))
        assert finding.expected == "13.10万元"
        assert found("N501", "四、其他", said.format("13.10")) == []
        other = "服务群众10人，人均基本支出13.01万元。"
        assert found("N501", "四、其他", other) == []

    def test_n501_spares_averages_of_either_of_two_counts(self) -> None:
        said = "购置公务用车1辆，保有量2辆，车均购置费1.00万元。"
        assert found("N501", CARS, said) == []

    def test_n501_spares_an_average_of_nothing_bought(self) -> None:
        said = (
            "公务用车购置及运行维护费12.84万元，公务用车保有量6辆，车均购置费0万元，"
            "车均维护费{}万元。"
        )
        assert found("N501", CARS, said.format("2.14")) == []
        (finding,) = found("N501", CARS, said.format("2.41"))
        assert finding.expected == "2.14万元"

    def test_n501_spares_what_another_thing_is_told_together_with(self) -> None:
        said = "公务用车购置及运行维护费42.80万元，购置1辆，年末保有量10辆，每辆运行维护费{}万元。"
        assert found("N501", CARS, said.format("2.48")) == []

    def test_n501_spares_an_amount_told_elsewhere_of_something_else(self) -> None:
        said = "公务用车购置及运行费12.84万元，公务用车保有量6辆，车均运行费{}万元。"
        elsewhere = ("八、其他说明", "机关运行经费9.00万元。", "行政运行（项）109.00万元。")
        assert found("N501", CARS, said.format("2.41"), *elsewhere) == []

    def test_n501_takes_the_count_that_leaves_one_digit_wrong(self) -> None:
        said = "共有公务用车6辆，其中轿车1辆。公务用车运行维护费12.84万元，每辆2.24万元。"
        (finding,) = found("N501", CARS, said)
        assert finding.expected == "2.14万元"

    def test_n501_spares_counts_of_others_behind_it(self) -> None:
        said = "全年公用经费支出139.50万元，人均0.75万元。"
        assert found("N501", STAFF, said, "退休人员75人。") == []
        (finding,) = found("N501", STAFF, "年末在职人员75人。", said)
        assert finding.expected == "1.86万元"

    def test_n501_finds_an_average_of_what_other_words_name(self) -> None:
        for name in ("公务车运行维护费", "公务用车运维费", "公车运维费"):
            self.is_found_by(name)

    def is_found_by(self, name: str) -> None:
        """An average of what is spent under a name in another section."""
        spent = ("（一）分项支出", f"{name}12.84万元。")
        said = "公务车保有量6辆，车均维护费{}万元。"
        assert found("N501", CARS, *spent, "（二）实物量", said.format("2.14")) == []
        (finding,) = found("N501", CARS, *spent, "（二）实物量", said.format("2.41"))
        assert finding.expected == "2.14万元"

    def test_n501_spares_averages_of_what_is_not_told(self) -> None:
        assert found("N501", CARS, "接待50人次，农民人均可支配收入20000元。") == []


class TestKinds:
    @pytest.mark.parametrize(
        ("said", "total"),
        [
            ("共有车辆4辆，其中：机要通信用车1辆、其他用车2辆。", "3辆"),
            ("单位共有公务用车3辆，其中：轿车1辆、越野车2辆、载客汽车1辆。", "4辆"),
            ("2023年实有人数73人，其中：在职人员64人，离休人员0人，退休人员11人。", "75人"),
            ("共有车辆4辆，与上年持平。其中，机要通信用车1辆，其他用车4辆。", "5辆"),
        ],
    )
    def test_n502_finds_kinds_that_do_not_add_up(self, said: str, total: str) -> None:
        (finding,) = found("N502", ASSETS, said)
        assert f"合计却是{total}" in message(finding)

    def test_n502_passes_kinds_that_do(self) -> None:
        said = "共有车辆3辆，其中：机要通信用车1辆、其他用车2辆，其他用车主要是巡查车。"
        assert found("N502", ASSETS, said) == []

    @pytest.mark.parametrize(
        "said",
        [
            "在职55人，其中：行政23人，女职工40人。",
            "实有人数73人，其中：在职62人。",
            "实有人数73人，其中：在职62人，离退休11人，其中：离休1人，退休10人。",
            "共有车辆3辆，全年接待5批次。",
            "共有车辆5辆，其中：公务用车2辆（机要用车1辆、应急用车1辆）、专业用车3辆。",
            "共有车辆4辆，与上年持平。机要通信用车1辆，其他用车4辆。",
            "共有车辆20辆（年初21辆，报废车辆3辆），其中：执法用车17辆、机要用车3辆。",
        ],
    )
    def test_n502_spares_lists_of_something_else(self, said: str) -> None:
        assert found("N502", STAFF, said) == []

    def test_n502_spares_persons_told_beside_all_those_that_there_are(self) -> None:
        said = "单位编制人数{}人，其中在职人员53人，离退休人员13人。"
        assert found("N502", STAFF, said.format(53)) == []
        assert len(found("N502", STAFF, said.format(56))) == 1
        units = "预算单位共6家，其中行政单位1家、事业单位6家。"
        assert len(found("N502", STAFF, units)) == 1

    def test_n502_holds_cars_to_their_kinds_behind_what_they_are_worth(self) -> None:
        said = "车辆{}辆，价值138.72万元，其中：应急保障用车2辆、执法执勤用车1辆、其他用车3辆。"
        assert found("N502", CARS, said.format(6)) == []
        (finding,) = found("N502", CARS, said.format(8))
        assert finding.where[0].printed == "8辆"


class TestGroups:
    def test_n503_finds_fewer_persons_than_groups(self) -> None:
        (finding,) = found("N503", CARS, "国内公务接待31批次、18人次。")
        assert [printed for _, printed in shown(finding)] == ["18人次", "31批次"]

    @pytest.mark.parametrize(
        "said",
        [
            "公务接待共接待18人次、31批次。",
            "国内公务接待批次31个，国内公务接待人次18人。",
            "全年接待来访团组31个、来宾18人次。",
        ],
    )
    def test_n503_finds_them_in_either_order_and_by_their_names(self, said: str) -> None:
        assert len(found("N503", CARS, said)) == 1

    def test_n503_passes_groups_beside_those_of_another_kind(self) -> None:
        said = "外事接待0批次、0人次，国（境）外接待1批次、4人次；项目3个，受益18人。"
        assert found("N503", CARS, said) == []

    def test_n503_finds_persons_of_no_group(self) -> None:
        said = "因公出国（境）费支出0.00万元。全年参加出国（境）团组{}个，累计{}人次。"
        (finding,) = found("N503", CARS, said.format(0, 8))
        assert (finding.variant, finding.where[0].printed) == ("nobody", "8人次")
        assert found("N503", CARS, said.format(0, 0)) == []
        for other in (
            "组织出国团组0个，参加其他单位团组2人次。",
            "因公出国（境）费支出7.80万元。组织的出国团组0个，出国2人次。",
            "公务接待共15批次(其中外事接待0批次),105人次(其中外事接待0人次)。",
        ):
            assert found("N503", CARS, other) == []

    def test_n503_passes_a_person_a_group(self) -> None:
        assert found("N503", CARS, "国内公务接待31批次、31人次。") == []

    def test_n503_spares_changes(self) -> None:
        assert found("N503", CARS, "国内公务接待较上年减少5批次、3人次。") == []


class TestSigns:
    RIGHT = "公务接待费全年预算数1万元，决算数0.8万元，预决算差异率-20%。"

    def test_n504_finds_a_deviation_without_its_minus(self) -> None:
        wrong = "公务用车运行维护费全年预算数4万元，决算数3万元，预决算差异率25%。"
        (finding,) = found("N504", CARS, wrong, self.RIGHT)
        assert finding.expected == "-25%"

    def test_n504_passes_signs_that_fit(self) -> None:
        more = "公务用车运行维护费全年预算数4万元，决算数5万元，预决算差异率25%。"
        assert found("N504", CARS, more, self.RIGHT) == []

    def test_n504_finds_a_minus_where_more_was_spent(self) -> None:
        said = "公务接待费年初预算10.00万元，支出决算11.00万元，预决算差异率{}%。"
        (finding,) = found("N504", CARS, said.format("-10.00"))
        assert (finding.variant, finding.expected) == ("more", "10.00%")
        assert found("N504", CARS, said.format("10.00")) == []

    def test_n504_spares_documents_without_signs(self) -> None:
        plain = "公务用车运行维护费全年预算数4万元，决算数3万元，预决算差异率25%。"
        assert found("N504", CARS, plain) == []


class TestUnitsLeftOut:
    def test_n505_finds_a_share_without_its_sign_and_an_amount_without_its_unit(self) -> None:
        (share,) = found("N505", CARS, "公务接待费1.00万元，占76.23，其余为公务用车运行维护费。")
        assert (share.expected, share.where[0].section) == ("76.23%", "第三部分/四")
        assert "76.23后面漏了百分号" in message(share)
        (amount,) = found("N505", CARS, "公务接待费支出决算为17.82，完成预算。")
        assert (amount.expected, amount.variant) == ("", "")

    @pytest.mark.parametrize(
        "text",
        [
            "公务接待费1.00万元，占76.23%。",
            "会议费和培训费分别为10.50、20.50万元。",
            "公务接待费年初预算为0，支出决算为0。",
            "评价得分98.50，等级为优。",
            "公务接待占3，其余占2。",
        ],
    )
    def test_n505_passes_units_shared_none_needed_and_whole_numbers(self, text: str) -> None:
        assert found("N505", CARS, text) == []

    def test_n505_spares_amounts_whose_unit_the_line_gives(self) -> None:
        assert found("N505", CARS, "明细（万元）：公务接待费支出决算为17.82，完成预算。") == []

    def test_n505_spares_lines_none_of_whose_amounts_has_a_unit(self) -> None:
        assert found("N505", CARS, "公务接待费：预算20.00，决算17.82，差额2.18。") == []

    def test_n505_spares_a_number_whose_clause_goes_on(self) -> None:
        assert found("N505", CARS, "公务接待费占12.50左右的比重较低。") == []


@pytest.mark.parametrize(("police", "wrong"), [(14, []), (13, ["N502"])])
def test_n502_holds_kinds_of_cars_to_the_number_before_a_change(
    police: int, wrong: list[str]
) -> None:
    said = (
        "本部门共有车辆23辆，比上年增加2辆，主要是更新执法车辆。其中，机要通信用车1辆，应急保障用车"
        f"4辆，执法执勤用车{police}辆，特种专业技术用车3辆，其他用车1辆。"
    )
    assert [one.code for one in found("N502", ASSETS, said)] == wrong
