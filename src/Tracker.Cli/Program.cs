using System.CommandLine;
using Tracker.Cli;

return new RootCommand("法治政府建设报告承诺事项跟踪")
{
    ReadCommand.Create(), LinkCommand.Create(), LearnWeightsCommand.Create(),
    ImportCommand.Create(), LedgerCommand.Create(), RebuildCommand.Create(),
    SealCommand.Create(), ExportCommand.Create(), VerifyCommand.Create(),
}.Parse(args).Invoke();
