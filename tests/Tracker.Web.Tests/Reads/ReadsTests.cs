using Tracker.Commitments;
using Tracker.Files;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.SignIn;

namespace Tracker.Web.Tests.Reads;

/// <summary>查阅记录: who opened what, where the setting asks for it.</summary>
public sealed class ReadsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_opened_what_is_on_the_administrators_page_and_on_nobody_elses()
    {
        await using var app = await SignInApp.Start(("Tracker:AuditReads", "true"));
        var (reader, login) = await app.Person(Role.Reader);
        var id = await Commitment(app);
        var visitor = await app.SignIn(login);
        await visitor.Get($"/commitments/{id}");
        await visitor.Get($"/api/commitments/{id}");
        await visitor.Get($"/commitments/{Town.NewId()}");
        await visitor.Get("/ledger");
        await visitor.Get("/api/events?after=0");
        await Until(app, reader, 3);
        (await app.Scalar<string>($"select kind from reads where person_id = '{reader}' and path = '/api/events?after=0'")).ShouldBe("Export");
        (await app.Scalar<long>($"select count(*) from reads where person_id = '{reader}' and path = '/commitments/{id}' and kind = 'Commitment' and address = '10.9.9.9'")).ShouldBe(1);
        (await app.Scalar<long>("select count(*) from reads where path = '/ledger'")).ShouldBe(0);

        (await visitor.Get("/admin/reads")).Status.ShouldBe(403);
        var administrator = await app.SignIn((await app.Person(Role.Administrator)).Login);
        (await administrator.Get("/admin/reads")).Html.ShouldContain($"/commitments/{id}");
        (await administrator.Get($"/admin/reads?person={reader}")).Html.ShouldContain($"/commitments/{id}");
        (await administrator.Get($"/admin/reads?person={Town.NewId()}")).Words.ShouldContain("没有查阅记录");
        (await administrator.Get("/admin/reads?day=2020-01-01")).Words.ShouldContain("没有查阅记录");
    }

    [Fact]
    public async Task A_file_that_is_carried_away_is_recorded_and_one_that_is_refused_is_not()
    {
        await using var app = await SignInApp.Start(("Tracker:AuditReads", "true"));
        var (reader, login) = await app.Person(Role.Reader);
        var id = await Commitment(app);
        await using (var session = app.Store.OpenSession())
        {
            var hash = FileTable.Put(session.Statements, "<script>alert(1)</script>"u8.ToArray(), "text/plain", TimeProvider.System.GetUtcNow());
            session.Append(id, new EvidenceAttached("检查记录.txt", hash, 25, "text/plain", null, new By(reader, "上传人", null, null)));
            await session.SaveChangesAsync(Ct);
            var visitor = await app.SignIn(login);
            (await visitor.Get($"/commitments/{id}/evidence/{hash}")).Status.ShouldBe(200);
            (await visitor.Get($"/commitments/{id}/evidence/{new string('0', 64)}")).Status.ShouldBe(404);
        }
        await Until(app, reader, 1);
        (await app.Scalar<string>($"select string_agg(kind, ' ') from reads where person_id = '{reader}'")).ShouldBe("File");
    }

    [Fact]
    public async Task What_was_read_in_the_last_moment_is_written_before_the_end()
    {
        var app = await SignInApp.Start(("Tracker:AuditReads", "true"));
        await using var store = Tracker.TrackerStore.For(app.ConnectionString);
        var (reader, login) = await app.Person(Role.Reader);
        var id = await Commitment(app);
        var visitor = await app.SignIn(login);
        for (var i = 0; i < 30; i++) await visitor.Get($"/commitments/{id}");
        await app.DisposeAsync();
        await using var connection = await store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from reads where person_id = '{reader}'";
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(30L);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_recorded_and_the_page_says_so()
    {
        await using var app = await SignInApp.Start();
        var administrator = await app.SignIn((await app.Person(Role.Administrator)).Login);
        await administrator.Get($"/commitments/{await Commitment(app)}");
        (await administrator.Get("/admin/reads")).Words.ShouldContain("查阅记录未开启");
        (await app.Scalar<long>("select count(*) from reads")).ShouldBe(0);
    }

    static async Task Until(SignInApp app, Guid person, long rows)
    {
        for (var wait = 0; await app.Scalar<long>($"select count(*) from reads where person_id = '{person}'") < rows; wait++)
        {
            wait.ShouldBeLessThan(300, "the records were not written within half a minute");
            await Task.Delay(100, Ct);
        }
    }

    static async Task<Guid> Commitment(SignInApp app)
    {
        var id = Town.NewId();
        await using var session = app.Store.OpenSession();
        session.StartStream<Commitment>(id, new CommitmentRegistered(
            Town.NewId(), ItemKind.Problem, Town.NewOrganization(), 2024, "查阅试验事项", "一是查阅试验。", "存在的问题", 1, 9, null, [], [], null, new By(Town.NewId(), "登记人", null, null)));
        await session.SaveChangesAsync(Ct);
        return id;
    }
}
