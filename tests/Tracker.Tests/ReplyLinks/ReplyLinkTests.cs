using Tracker.Commitments;
using Tracker.People;
using Tracker.ReplyLinks;
using Tracker.Tests.Commitments;

namespace Tracker.Tests.ReplyLinks;

public class ReplyLinkTests : CommitmentSpecification
{
    static readonly Guid Link = Guid.CreateVersion7();
    static readonly DateTimeOffset Until = new(2025, 6, 8, 0, 0, 0, TimeSpan.Zero);
    static readonly IssueReplyLink Issue = new(Link, "骆青禾", null, Until, 7);

    static ReplyLinkIssued Issued(UnitRef unit, Actor by) => new(Link, "骆青禾", unit, Until, by.By);

    static Actor Contact(UnitRef unit, Guid commitment) => new(Link, "骆青禾（免登录回复）", unit.Id, unit.Name, [Role.DepartmentOfficer])
    {
        UnitIds = [],
        Limit = new([Right.Progress], commitment, Link),
    };

    [Fact]
    public void A_supervisor_makes_a_link_for_a_contact_of_the_lead_unit()
    {
        Given(Underway);
        When(Issue, Supervisor);
        Then(Issued(Roads, Supervisor));
        When(Issue, Supervisor);
        ThenNothing();
    }

    [Fact]
    public void A_co_unit_makes_one_for_its_own_contact_unless_it_names_another_working_unit()
    {
        Given(Underway);
        When(Issue, Helper);
        Then(Issued(Parks, Helper));
        Given(Underway);
        When(Issue with { Unit = Roads.Id }, Helper);
        Then(Issued(Roads, Helper));
    }

    [Fact]
    public void A_stranger_makes_none()
    {
        Given(Underway);
        When(Issue, Stranger);
        ThenRefused("not-your-unit");
    }

    [Fact]
    public void A_link_is_for_a_working_unit_only()
    {
        Given(Underway);
        When(Issue with { Unit = Audit.Id }, Supervisor);
        ThenRefused("reply-unit");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void A_link_lasts_a_day_to_thirty(int days)
    {
        Given(Underway);
        When(Issue with { Days = days }, Supervisor);
        ThenRefused("reply-days");
    }

    [Fact]
    public void A_link_needs_a_name_and_work_that_is_under_way()
    {
        Given(Underway);
        When(Issue with { Contact = " " }, Supervisor);
        ThenRefused("reply-contact-missing");
        Given(Registered, Assigned);
        When(Issue, Supervisor);
        ThenRefused("not-accepted");
    }

    [Fact]
    public void A_contact_reports_progress_on_this_commitment()
    {
        Given([.. Underway, Issued(Roads, Supervisor)]);
        When(new ReportProgress("已评查 40 宗", 20), Contact(Roads, Id));
        Then(new CommitmentProgressed("已评查 40 宗", 20, Contact(Roads, Id).By));
    }

    [Fact]
    public void A_revoked_link_reports_nothing_more()
    {
        Given([.. Underway, Issued(Roads, Supervisor)]);
        When(new RevokeReplyLink(Link), Officer);
        Then(new ReplyLinkRevoked(Link, "骆青禾", Officer.By));
        When(new ReportProgress("已评查 40 宗", 20), Contact(Roads, Id));
        ThenRefused("reply-link-dead");
    }

    [Fact]
    public void Closing_ends_every_link_and_reopening_revives_none()
    {
        Given([.. Underway, Issued(Roads, Supervisor), Proof, Submitted, Closed, new CommitmentReopened("回头看发现反弹", Supervisor.By)]);
        When(new ReportProgress("已评查 40 宗", 20), Contact(Roads, Id));
        ThenRefused("reply-link-dead");
    }

    [Fact]
    public void A_contact_of_a_unit_that_no_longer_works_on_it_reports_nothing()
    {
        Given([.. Underway, Issued(Roads, Supervisor), new CommitmentReassigned(Parks, [], null, "职能调整", Supervisor.By), new AssignmentAccepted(Helper.By)]);
        When(new ReportProgress("已评查 40 宗", 20), Contact(Roads, Id));
        ThenRefused("not-your-unit");
    }

    [Fact]
    public void A_contact_has_the_one_right_on_the_one_commitment_and_sees_no_other()
    {
        var contact = Contact(Roads, Id);
        Enum.GetValues<Right>().Where(contact.May).ShouldBe([Right.Progress]);
        var other = EventStore.Aggregate.Fold<Commitment, CommitmentEvent>(Guid.CreateVersion7(), Underway);
        contact.MaySee(other).ShouldBeFalse();
        contact.MaySee(EventStore.Aggregate.Fold<Commitment, CommitmentEvent>(Id, Underway)).ShouldBeTrue();
    }
}
