using System.CommandLine;
using Tracker.Cli;

return await new RootCommand("法治政府建设报告承诺事项跟踪")
{
    ReadCommand.Create(), LinkCommand.Create(), LearnWeightsCommand.Create(),
    ImportCommand.Create(), PeopleCommand.Create(), LedgerCommand.Create(), CommitmentsCommand.Create(), CommitmentCommandLine.Create(), RebuildCommand.Create(),
    SealCommand.Create(), ExportCommand.Create(), VerifyCommand.Create(),
}.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) }); // a database started for the command is shut down first
