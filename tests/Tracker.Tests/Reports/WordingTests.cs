using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>Turns of phrase in which reports admit shortcomings and promise remedies, one short made-up report for each.</summary>
public class WordingTests
{
    const string Head = "青岚县农业农村局2023年工作总结\n一、主要工作\n全年建成高标准农田3.2万亩，培育家庭农场46家，农村人居环境持续改善，农民收入稳步增长，各项任务全面完成，群众满意度进一步提升。\n";
    const string Speech = "各位代表：\n　　现在，我代表青岚县人民政府向大会报告工作，请予审议。\n　　一、2023年工作回顾\n　　全年地区生产总值增长6.1%，财政收入稳步增长，各项事业取得新的进步，人民生活水平持续提高。\n";
    const string Next = "　　二、2024年重点工作\n　　（一）做强产业。培育龙头企业5家。\n　　（二）改善民生。新建学校2所。\n";

    static IEnumerable<string> Problems(string text) => ReportReader.Read(text).Problems.Select(p => p.Title);

    static IEnumerable<string> Plans(string text) => ReportReader.Read(text).Plans.Select(p => p.Title);

    [Fact]
    public void A_list_after_such_as_loses_neither_its_first_nor_gains_a_last() =>
        Problems(Head + "二、存在问题\n工作虽取得初步成效，但还存在一些问题如业务培训不足，工作人员经验不多，缺乏专业技术人员，宣传力度不够等等，均有待今后予以高度重视并加以解决。\n三、改进措施\n一是加强培训。二是充实队伍。\n")
            .ShouldBe(["业务培训不足", "工作人员经验不多", "缺乏专业技术人员", "宣传力度不够"]);

    [Fact]
    public void What_lies_in_such_and_such_is_a_list_from_its_first_clause_on() =>
        Problems(Head + "二、存在的主要问题及改进情况\n工作取得一定成效，但是仍然存在一些不足，主要体现在项目储备不够充足，科技支撑能力偏弱。下一步将从以下方面进行改进：一是谋划项目。二是加强合作。\n")
            .ShouldBe(["项目储备不够充足", "科技支撑能力偏弱"]);

    [Fact]
    public void Clauses_after_a_recognition_are_problems_up_to_the_promise_to_solve_them() =>
        Problems(Speech + "　　我们也清醒认识到，发展中老问题、新挑战并存，产业结构有待优化，创新能力依然较弱，民生保障存在短板弱项，一些领域还有风险隐患，必须直面问题、切实加以解决。\n" + Next)
            .ShouldBe(["发展中老问题、新挑战并存", "产业结构有待优化", "创新能力依然较弱", "民生保障存在短板弱项", "一些领域还有风险隐患"]);

    [Fact]
    public void A_recognition_needs_no_noun_where_a_list_of_what_is_wanting_follows() =>
        Problems(Speech + "　　同时，我们也要看到，全县发展态势总体良好，但到了爬坡过坎的阶段，综合竞争优势亟需新的提升。一是创新动能不足。研发投入占比较低。二是民生保障还不充分。学位存在缺口。三是作风建设仍需提升。对此，将采取有力措施加以解决。\n" + Next)
            .ShouldBe(["创新动能不足", "民生保障还不充分", "作风建设仍需提升"]);

    [Fact]
    public void In_this_years_work_turns_to_what_will_be_done()
    {
        var report = ReportReader.Read("青岚县文化局2023年度信息公开工作\n年度报告\n一、主动公开政府信息情况\n全年主动公开信息35条，内容涉及机构职能、财政预算、公共服务等多个方面，回应了社会各界和群众的关切，没有发生泄密事件。\n二、存在的主要问题及改进情况\n工作主要存在公开不及时、缺乏专人管理等问题。我们在今年的工作中，将进一步改进，做到信息公开及时、准确，加强业务培训。\n2024年3月25日\n");

        report.Problems.Select(p => p.Title).ShouldBe(["公开不及时", "缺乏专人管理"]);
        report.Plans.ShouldHaveSingleItem().Title.ShouldContain("将进一步改进");
        (report.Facts.Organization, report.Facts.ReportYear, report.Facts.Genre).ShouldBe(("青岚县文化局", 2023, Genre.InformationDisclosureReport));
    }

    /// <summary>改进情况 in the heading and a year beneath it are not the year of a plan.</summary>
    [Fact]
    public void The_year_under_a_heading_is_not_the_headings() =>
        ReportReader.Read("一、总体情况\n2021年，我街道认真落实各项要求，主动公开信息422条，内容涉及机构职能、财政预算、公共服务等多个方面，收到申请1件，均依法答复。\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n2021年，工作取得一定成效，但仍存在一些问题：一是公开不够及时。二是内容不够全面。\n")
            .Facts.ReportYear.ShouldBe(2021);

    [Theory]
    [InlineData("2022年底前完成辖区全部工业园区改造")]
    [InlineData("12月末前完成所有老旧管网更新")]
    [InlineData("2025年前建成所有乡镇法治阵地")]
    public void All_of_them_by_then_is_a_target(string words) =>
        ReportReader.Read($"{Head}二、2024年工作打算\n（一）推进改造。{words}。\n（二）加强宣传。持续开展宣传。\n").Targets.ShouldHaveSingleItem().Title.ShouldBe(words);

    [Fact]
    public void A_system_that_covers_all_is_no_target() =>
        ReportReader.Read($"{Head}二、2024年工作打算\n（一）健全体系。制定实施全要素、全覆盖的指标体系。\n（二）加强宣传。持续开展宣传。\n").Targets.ShouldBeEmpty();

    [Fact]
    public void Units_in_brackets_before_a_target_are_no_part_of_it() =>
        ReportReader.Read($"{Head}二、2024年工作打算\n（一）规范涉企检查（责任单位：县司法局、县财政局）全年检查频次下降20%以上。\n（二）加强宣传。持续开展宣传。\n").Targets.ShouldHaveSingleItem().Title.ShouldEndWith("全年检查频次下降20%以上");

    [Fact]
    public void Radicals_that_a_font_put_for_characters_are_shown_as_these() =>
        Problems("青岚县青⽯街道2023年政府信息公开⼯作年度报告\n⼀、总体情况\n全年主动公开信息120条，内容涉及机构职能、财政预算、公共服务等多个方面，未收到申请。\n⼆、存在的主要问题及改进情况\n⼯作还存在⼀些差距，如认识程度需要进⼀步提⾼，⻓效机制需进⼀步健全，信息公开⼯作⼒量需进⼀步强化等。\n")
            .ShouldBe(["认识程度需要进一步提高", "长效机制需进一步健全", "信息公开工作力量需进一步强化"]);

    [Theory]
    [InlineData("引言\n本文将解析街道办一周内的工作亮点与面临的挑战，旨在为读者提供一个了解基层的窗口。\n一、工作亮点\n1. 治理成效显著\n通过推行网格化管理，有效提升了治理效率，群众满意度不断提高。\n二、工作挑战\n1. 资源分配不均\n2. 人员不足，工作难以开展。\n结论\n街道办在基层治理中扮演着重要角色。\n")]
    [InlineData("浅析乡镇法治政府的制度建设\n2019-02-21\n法治政府是指行政机关的组织架构和行政行为都在法律框架内，严格按照法定程序获取与实施权力。\n一、制度建设存在的问题\n（一）依法行政意识淡薄。部分干部法治观念不强。\n二、完善制度建设的对策\n（一）强化法治观念。加强教育培训。\n")]
    [InlineData("【政策解读】关于青岚县2023年度法治政府建设工作总结的报告的解读\n按照要求，我县总结全年法治政府建设工作，形成报告，现解读如下：\n一、存在的问题\n一是执法力量不足。二是普法形式单一。\n三、下一步工作打算\n一是加强培训。二是充实队伍，提升依法行政的能力和水平，营造良好氛围。\n")]
    public void Essays_and_explanations_are_no_reports(string text)
    {
        var report = ReportReader.Read(text);

        report.IsReport.ShouldBeFalse();
        report.Problems.Concat(report.Plans).ShouldBeEmpty();
    }

    [Fact]
    public void After_an_admission_every_sentence_is_a_problem() =>
        Problems(Speech + "　　在肯定成绩的同时，我们也清醒看到面临的困难和挑战。经济回升的基础还不稳固，有效需求不足。部分企业经营困难。结构性矛盾并存，公共服务仍有不少短板。一些乡镇财力比较紧张。一些领域腐败问题仍然多发。我们一定直面问题和挑战，尽心竭力做好工作！\n" + Next)
            .ShouldBe(["经济回升的基础还不稳固，有效需求不足", "部分企业经营困难", "结构性矛盾并存，公共服务仍有不少短板", "一些乡镇财力比较紧张", "一些领域腐败问题仍然多发"]);

    [Fact]
    public void Parallel_lacks_are_problems_each() =>
        Problems(Head + "二、存在的问题\n工作虽取得成效，但也存在一些不足之处，如：执法人员业务水平不高、法治宣传针对性不强、部分群众法治意识淡薄等。\n三、下一步打算\n一是加强培训。二是创新宣传。\n")
            .ShouldBe(["执法人员业务水平不高", "法治宣传针对性不强", "部分群众法治意识淡薄"]);

    [Fact]
    public void Findings_of_an_inspection_are_read_though_made_known_as_news()
    {
        var report = ReportReader.Read("省第二生态环境保护督察组向云汐市反馈督察情况\n2021-12-13 来源：省生态环境厅\n　　2021年8月26日至9月26日，省第二生态环境保护督察组对云汐市开展了督察。督察组于12月13日向云汐市委、市政府进行反馈。\n"
            + "　　督察指出，云汐市工作虽然取得积极进展，但与人民群众期盼还有差距。\n　　一是贯彻新发展理念存在差距。2020年以来违规上马项目3个。\n　　二是环境基础设施建设滞后。部分管网老旧破损。\n　　督察要求，云汐市要加强流域综合治理，加快补齐环境基础设施短板。\n");

        (report.IsReport, report.Facts.Genre, report.Facts.Organization, report.Facts.ReportYear).ShouldBe((true, Genre.InspectionFeedback, "云汐市人民政府", 2021));
        report.Problems.Select(p => p.Title).ShouldBe(["贯彻新发展理念存在差距", "环境基础设施建设滞后"]);
        report.Plans.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_report_that_a_notice_hands_on_begins_behind_the_notice()
    {
        var report = ReportReader.Read("霁川市云溪镇人民政府关于印发2024年政府工作报告的通知\n各村民委员会：\n2024年《政府工作报告》已经镇人民代表大会审议通过，现印发给你们，请认真贯彻实施，切实做好各项工作。\n霁川市云溪镇人民政府\n2024年2月22日\n（此件公开发布）\n霁川市云溪镇人民政府\n2024年政府工作报告\n"
            + Speech.Replace("青岚县", "云溪镇", StringComparison.Ordinal) + "　　我们也清醒看到，工作中还存在一些不足：一是产业基础薄弱。二是服务能力不强。\n" + Next);

        (report.Facts.Organization, report.Facts.ReportYear).ShouldBe(("霁川市云溪镇人民政府", 2023));
        report.Problems.Select(p => p.Title).ShouldBe(["产业基础薄弱", "服务能力不强"]);
        report.Plans.Select(p => p.Title).ShouldBe(["做强产业", "改善民生"]);
    }

    [Fact]
    public void A_plan_is_what_it_arranges_and_not_what_it_is_for() =>
        Plans("云溪镇2024年工作计划\n一、工作思路\n坚持以发展为主线，努力在解放思想中加快崛起步伐，在改革开放中强化发展动力，促进经济社会大发展。\n二、工作重点\n1、狠抓招商引资。围绕主导产业开展精准招商，全年引进项目3个。\n2、打造特色农业。加快蓝莓基地二期建设，积极申报家庭农场和合作社。\n")
            .ShouldBe(["狠抓招商引资", "打造特色农业"]);

    [Theory]
    [InlineData("中共云溪镇委员会 云溪镇人民政府关于2023年法治政府建设情况的报告\n", "云溪镇人民政府")]
    [InlineData("现将青岚县人民政府2023年政府信息公开工作年度报告予以公示。如有疑问，请与青岚县政务公开领导小组办公室联系。\n", "青岚县人民政府")]
    [InlineData("本报告根据《中华人民共和国政府信息公开条例》要求编制。如有疑问，请与青岚县综合行政执法局办公室联系（地址：青岚县建设路1号）。\n", "青岚县综合行政执法局")]
    public void Who_reports_is_found(string head, string organization) =>
        ReportReader.Read(head + "一、总体情况\n2023年，主动公开信息422条，内容涉及机构职能、财政预算、公共服务等多个方面，收到申请1件，均依法按时答复，没有发生争议。\n二、存在的主要问题及改进情况\n一是公开不够及时。二是内容不够全面。\n")
            .Facts.Organization.ShouldBe(organization);

    [Fact]
    public void Hands_wanting_are_answered_by_a_force_built_up()
    {
        var report = ReportReader.Read(Head + "二、存在的问题\n一是工作人手紧张。二是项目资金缺口大。\n三、2024年工作打算\n（一）加强队伍建设。公开招录专业人员5名。\n（二）推进普法宣传。\n");

        var found = FindingsFinder.Of(report, 2023, FindingsFinder.Items(report), ComplianceRule.Defaults, []);

        found.ProblemsWithoutPlan.Count.ShouldBe(1);
    }
}
