using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Tests;
using Tracker.Web.Tests.Commitments;

[assembly: AssemblyFixture(typeof(Town))]

namespace Tracker.Web.Tests.Commitments;

/// <summary>The application on a database of its own: working units, and people who watch over them. Test classes use it side by side.</summary>
public sealed class Town : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "for-these-tests";

    static int organizations;

    readonly TestDatabase database = new();
    readonly Dictionary<string, Actor> people = [];

    public UnitRef Roads { get; } = new(NewId(), "青苇市交通局");
    public UnitRef Parks { get; } = new(NewId(), "青苇市园林局");
    public UnitRef Archive { get; } = new(NewId(), "青苇市档案局");
    /// <summary>For what is counted: only the test that counts gives it work.</summary>
    public UnitRef Counted { get; } = new(NewId(), "青苇市水务局");
    public UnitRef Watch { get; } = new(NewId(), "青苇市督查室");

    /// <summary>复核清单 as a reviewer who found everything in order sends it.</summary>
    public static readonly CheckedPoint[] AllHeld = [.. WorkRules.Default.Checklist.Select(point => new CheckedPoint(point, true))];

    public static readonly byte[] Pdf = "%PDF-1.7 一份材料"u8.ToArray();

    public string ConnectionString => database.ConnectionString;
    public CommitmentHandler Handler => Services.GetRequiredService<CommitmentHandler>();
    public DocumentStore Store => Services.GetRequiredService<DocumentStore>();
    public DateOnly Today => Services.GetRequiredService<InstallationClock>().Today;

    public Actor Supervisor => people["supervisor"];
    public Actor Officer => people["officer"];
    public Actor CountedOfficer => people["counted"];
    public Actor Reviewer => people["reviewer"];

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var session = Store.OpenSession();
        foreach (var (unit, order) in new[] { Roads, Parks, Archive, Watch, Counted }.Select((unit, order) => (unit, order)))
            session.StartStream<Unit>(unit.Id, new UnitRegistered(unit.Name, unit.Name[3..], null, order));
        var hash = new PasswordHasher<object>().HashPassword(new(), Password);
        void Register(string login, string name, UnitRef unit, params Role[] roles)
        {
            var id = NewId();
            people[login] = new(id, name, unit.Id, unit.Name, roles);
            session.StartStream<Person>(id, new PersonRegistered(name, unit.Id, null, null), new RolesGranted(roles));
            CredentialsTable.Set(session.Statements, id, login, hash);
        }
        Register("supervisor", "苏督办", Watch, Role.Supervisor);
        Register("officer", "严承办", Roads, Role.DepartmentOfficer);
        Register("head", "严局长", Roads, Role.DepartmentHead);
        Register("administrator", "管理员", Watch, Role.Administrator);
        Register("helper", "贺配合", Parks, Role.DepartmentOfficer);
        Register("stranger", "尚外人", Archive, Role.DepartmentOfficer);
        Register("counted", "盘水利", Counted, Role.DepartmentOfficer);
        Register("reviewer", "傅复核", Watch, Role.Reviewer);
        Register("inside-reviewer", "严复核", Roads, Role.Reviewer);
        Register("reader", "阅览人", Watch, Role.Reader);
        await session.SaveChangesAsync(Ct);
    }

    public async Task<Visitor> SignIn(string login)
    {
        var visitor = new Visitor(CreateClient(new() { AllowAutoRedirect = false }));
        var answer = await visitor.Send("/sign-in", "/sign-in", ("Login", login), ("Password", Password));
        answer.Status.ShouldBe(302);
        return visitor;
    }

    /// <summary>An organisation of a test's own, so that its rows can be told from those of the others.</summary>
    public static string NewOrganization() => $"试验{Interlocked.Increment(ref organizations)}市人民政府";

    public async Task<Guid> Register(
        string title, string? organization = null, ItemKind kind = ItemKind.Problem, DateOnly? limit = null, string[]? measures = null, string[]? targets = null)
    {
        var id = NewId();
        await using var session = Store.OpenSession();
        session.StartStream<Commitment>(id, new CommitmentRegistered(
            NewId(), kind, organization ?? NewOrganization(), 2024, title, $"一是{title}。", "存在的问题", 10, 30, null, measures ?? [], targets ?? [], limit, Supervisor.By));
        await session.SaveChangesAsync(Ct);
        return id;
    }

    public async Task<Guid> Assigned(string title, string? organization = null, int dueInDays = 60, UnitRef? lead = null)
    {
        var id = await Register(title, organization);
        await Do(id, new AssignCommitment(lead ?? Roads, lead is null ? [Parks] : [], null, null, Today.AddDays(dueInDays), "案卷评查全覆盖", RectificationKind.Phased), Supervisor);
        return id;
    }

    public async Task<Guid> Underway(string title, string? organization = null, int dueInDays = 60)
    {
        var id = await Assigned(title, organization, dueInDays);
        await Do(id, new AcceptAssignment(), Officer);
        return id;
    }

    public async Task<Guid> Submitted(string title, string? organization = null)
    {
        var id = await Underway(title, organization);
        await Handler.Attach(id, "评查情况"u8.ToArray(), "评查通报.txt", Today, Officer, null, Ct);
        await Do(id, new SubmitClosing("已完成全部评查。"), Officer);
        return id;
    }

    public Task<long> Do(Guid id, CommitmentCommand command, Actor actor) =>
        (command is AssignCommitment or ChangeLimit or RequestExtension ? Earlier : Handler).Handle(id, command, actor, null, null, Ct);

    /// <summary>The same handler fourteen years ago, when limits lay ahead that have passed by now.</summary>
    public CommitmentHandler Earlier => new(Store, new InstallationClock(new YearsAgo(14), Services.GetRequiredService<InstallationClock>().Zone));

    public async Task<IReadOnlyList<CommitmentEvent>> History(Guid id)
    {
        await using var session = Store.OpenSession();
        return [.. (await session.FetchStream(id, ct: Ct)).Select(e => (CommitmentEvent)e.Data)];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        // One server serves every application of the run: none of them takes all its connections.
        builder.UseSetting("ConnectionStrings:Tracker", $"{database.ConnectionString};Maximum Pool Size=40");
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    sealed class YearsAgo(int years) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(-years);
    }
}
