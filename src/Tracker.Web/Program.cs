using Tracker.Web.Http;
using Tracker.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.AddHttp();
builder.AddShell();

var app = builder.Build();
app.UseHttp();
app.UseShell();
app.MapShell();
app.Run();
