using Tracker.Commitments;

namespace Tracker.Tests.Commitments;

public class WorkingTests : CommitmentSpecification
{
    [Fact]
    public void The_lead_unit_reports_progress()
    {
        Given(Underway);
        When(new ReportProgress("已评查案卷 120 宗", 60), Officer);
        Then(new CommitmentProgressed("已评查案卷 120 宗", 60, Officer.By));
        When(new ReportProgress("已评查案卷 120 宗", 60), Officer);
        ThenNothing();
    }

    [Fact]
    public void A_co_unit_reports_progress_too()
    {
        Given(Underway);
        When(new ReportProgress("配合提供案卷", null), Helper);
        Then(new CommitmentProgressed("配合提供案卷", null, Helper.By));
    }

    [Fact]
    public void A_unit_that_has_no_part_in_it_reports_nothing()
    {
        Given(Underway);
        When(new ReportProgress("已完成", 100), Stranger);
        ThenRefused("not-your-unit");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Progress_is_between_0_and_100_per_cent(int percent)
    {
        Given(Underway);
        When(new ReportProgress("已评查", percent), Officer);
        ThenRefused("percent-out-of-range");
    }

    [Fact]
    public void Progress_needs_words()
    {
        Given(Underway);
        When(new ReportProgress("", 50), Officer);
        ThenRefused("progress-missing");
    }

    [Fact]
    public void Before_signing_for_it_nothing_is_reported()
    {
        Given(Registered, Assigned);
        When(new ReportProgress("已评查", 50), Officer);
        ThenRefused("not-accepted");
    }

    [Fact]
    public void While_it_is_under_review_nothing_is_reported()
    {
        Given(InReview);
        When(new ReportProgress("再补充一点", 90), Officer);
        ThenRefused("under-review");
    }

    [Fact]
    public void The_same_file_twice_is_one_piece_of_evidence()
    {
        Given(Underway);
        var attach = new AttachEvidence(Proof.FileName, Proof.Sha256, Proof.Bytes, Proof.MediaType, Proof.SpeaksFor);
        When(attach, Officer);
        Then(Proof);
        When(attach with { FileName = "改了名.pdf" }, Helper);
        ThenNothing();
    }

    [Fact]
    public void An_empty_file_is_no_evidence()
    {
        Given(Underway);
        When(new AttachEvidence("空.pdf", new string('b', 64), 0, "application/pdf", null), Officer);
        ThenRefused("evidence-empty");
    }

    [Fact]
    public void Evidence_comes_from_the_units_at_work()
    {
        Given(Underway);
        When(new AttachEvidence(Proof.FileName, Proof.Sha256, Proof.Bytes, Proof.MediaType, null), Stranger);
        ThenRefused("not-your-unit");
    }

    [Theory]
    [InlineData("../../etc/passwd.txt")]
    [InlineData("C:\\temp\\通报.pdf")]
    public void A_path_in_a_file_name_is_refused(string sent) =>
        Should.Throw<RefusalException>(() => Evidence.NeedFileName(sent)).Code.ShouldBe("file-name-path");

    [Theory]
    [InlineData("页面.html")]
    [InlineData("程序.exe")]
    [InlineData("没有后缀")]
    public void What_could_run_is_not_taken_as_evidence(string name) =>
        Should.Throw<RefusalException>(() => Evidence.NeedMediaType(name)).Code.ShouldBe("evidence-type");

    [Fact]
    public void More_time_is_asked_for_and_granted_and_the_first_limit_stays_on_its_own_clock()
    {
        Given(Underway);
        When(new RequestExtension(Due.AddDays(30), "招标流标"), Officer);
        Then(new ExtensionRequested(Due.AddDays(30), "招标流标", Officer.By));
        When(new RequestExtension(Due.AddDays(30), "招标流标"), Officer);
        ThenNothing();
        When(new GrantExtension("同意"), Supervisor);
        Then(new ExtensionGranted(Due, Due.AddDays(30), "同意", Supervisor.By));
        When(new GrantExtension("同意"), Supervisor);
        ThenRefused("no-extension-asked");
    }

    [Fact]
    public void The_two_clocks_part_after_an_extension()
    {
        var state = EventStore.Aggregate.Fold<Commitment, CommitmentEvent>(Id, [.. Underway, new ExtensionGranted(Due, Due.AddDays(30), null, Supervisor.By)]);
        state.OriginalDueOn.ShouldBe(Due);
        state.DueOn.ShouldBe(Due.AddDays(30));
    }

    [Fact]
    public void An_extension_is_refused_with_a_reason()
    {
        Given([.. Underway, new ExtensionRequested(Due.AddDays(30), "招标流标", Officer.By)]);
        When(new RefuseExtension("可先行实施"), Supervisor);
        Then(new ExtensionRefused("可先行实施", Supervisor.By));
        When(new RefuseExtension("可先行实施"), Supervisor);
        ThenRefused("no-extension-asked");
    }

    [Fact]
    public void An_extension_that_is_no_later_is_refused()
    {
        Given(Underway);
        When(new RequestExtension(Due, "招标流标"), Officer);
        ThenRefused("extension-not-later");
    }

    [Fact]
    public void The_supervisor_moves_the_limit()
    {
        Given(Underway);
        When(new ChangeLimit(Due.AddDays(-10), "迎接督察"), Supervisor);
        Then(new DueDateChanged(Due, Due.AddDays(-10), "迎接督察", Supervisor.By));
        When(new ChangeLimit(Due.AddDays(-10), "迎接督察"), Supervisor);
        ThenNothing();
    }

    [Fact]
    public void What_has_no_limit_yet_has_none_to_move()
    {
        Given(Registered);
        When(new ChangeLimit(Due, "迎接督察"), Supervisor);
        ThenRefused("not-assigned");
    }

    [Fact]
    public void A_comment_needs_words_and_a_part_in_it()
    {
        Given(Underway);
        When(new CommentOnCommitment("请补充依据"), Supervisor);
        Then(new Commented("请补充依据", Supervisor.By));
        When(new CommentOnCommitment("看看"), Stranger);
        ThenRefused("not-your-unit");
    }

    [Fact]
    public void An_empty_comment_is_refused()
    {
        Given(Underway);
        When(new CommentOnCommitment(" "), Officer);
        ThenRefused("comment-missing");
    }
}
